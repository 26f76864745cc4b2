import { object } from './guest.ts'
import { type ClientCheck, loggedIn, NEEDS, requested, told } from './host.ts'
import { shownChecks } from './shown.ts'

/** Longer than a client with a person in front needs for its next request, in milliseconds. */
const PAUSE = 150

/** So often is tried what a busy machine may spoil. */
const ROUNDS = 3

export const clientChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-8.1',
    title: 'how it logs in',
    hint: 'Send action login with username, password and private_port.',
    async run(stage) {
      const name = stage.name()
      const wire = await stage.start()
      stage.person.login(name, 'falcon*solo')
      await wire.find(
        object({ action: 'login', username: name, password: 'falcon*solo', private_port: 54_523 }),
        ({ kind }) => kind !== 'line-end',
        ({ frame, text }) => {
          if (frame.kind !== 'login') return { why: 'it is another request', at: 0 }
          if (frame.name !== name)
            return { why: 'the name is another', at: text.indexOf('"username"') }
          if (frame.password !== 'falcon*solo') {
            return { why: 'the password is another', at: text.indexOf('"password"') }
          }
          const isPlaced = /"private_port"\s*:\s*"?\d{1,5}"?\s*[,}]/.test(text)
          return isPlaced ? undefined : { why: 'there is no private_port' }
        },
      )
    },
  },
  {
    rule: 'ghostr-7.2',
    title: 'a login that is confirmed, and a message',
    hint: 'Show that the login has succeeded, and each message with its sender.',
    needs: ['ghostr-8.1'],
    async run(stage) {
      const { wire } = await loggedIn(stage)
      await told(stage, wire, 'yoda', 'Hey Dude')
    },
  },
  {
    rule: 'ghostr-1.1',
    title: 'how it sends a message',
    hint: 'Send one JSON object with action message, user and message.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await loggedIn(stage)
      stage.person.send('yoda', 'grüße "all" {}')
      await wire.find(
        object({ action: 'message', message: 'grüße "all" {}', user: 'yoda' }),
        ({ kind }) => kind !== 'line-end',
        ({ frame, text }) => {
          if (frame.kind !== 'message') return { why: 'it is another', at: 0 }
          if (frame.to !== 'yoda') return { why: 'the user is another', at: text.indexOf('"user"') }
          if (frame.text === 'grüße "all" {}') return undefined
          return { why: 'the text is another', at: Math.max(0, text.indexOf('"message":')) }
        },
      )
    },
  },
  {
    rule: 'ghostr-1.1a',
    title: 'nothing behind an object',
    hint: 'Write the object and nothing behind it.',
    needs: ['ghostr-8.1'],
    async run(stage) {
      const wire = await stage.start()
      stage.person.login(stage.name(), 'falcon*solo')
      await requested(wire, 'login', 'ghostr-8.1')
      await wire.silent()
    },
  },
  {
    rule: 'ghostr-1.1',
    variant: 'pieces',
    title: 'a request is one write',
    hint: 'Make the whole object first, then send it with one call.',
    needs: [...NEEDS, 'ghostr-1.1a'],
    async run(stage) {
      const { wire } = await loggedIn(stage)
      for (let round = 1; ; round += 1) {
        stage.person.list()
        const { alone } = await requested(wire, 'whoelse', 'ghostr-7.2a')
        if (alone) return
        if (round === ROUNDS) stage.fail('each request came in several pieces')
        await wire.say(object({ action: 'whoelse', reply: ['yoda'] }))
      }
    },
  },
  {
    rule: 'ghostr-8.1a',
    title: 'one request at a time',
    hint: 'Wait for the answer to a request before you send the next one.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await loggedIn(stage)
      stage.person.list()
      stage.person.send('yoda', 'hello')
      await requested(wire, 'whoelse')
      await stage.pass(PAUSE)
      await wire.silent()
      await wire.say(object({ action: 'whoelse', reply: ['yoda'] }))
      await requested(wire, 'message')
    },
  },
  {
    rule: 'ghostr-8.1a',
    variant: 'login',
    title: 'nothing before the login is answered',
    hint: 'Wait for the answer to the login before you send anything else.',
    needs: NEEDS,
    async run(stage) {
      const name = stage.name()
      const wire = await stage.start()
      stage.person.login(name, 'falcon*solo')
      stage.person.send('yoda', 'too early?')
      await requested(wire, 'login', 'ghostr-8.1')
      await stage.pass(PAUSE)
      await wire.silent()
      await wire.say(object({ action: 'login', status: 'SUCCESS' }))
      await stage.person.welcomed(name, 'ghostr-7.2')
    },
  },
  {
    rule: 'ghostr-2.2h',
    title: 'a name that is blocked',
    hint: 'Say that the name is blocked, close the connection and end.',
    needs: ['ghostr-8.1'],
    async run(stage) {
      const wire = await stage.start()
      stage.person.login(stage.name(), 'falcon*solo')
      await requested(wire, 'login', 'ghostr-8.1')
      await wire.say(object({ action: 'login', status: 'BLOCKED' }))
      await wire.closes()
    },
  },
  {
    rule: 'ghostr-5.1c',
    title: 'a timeout',
    hint: 'After {"action": "timeout"} close the connection and end.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await loggedIn(stage)
      await wire.say(object({ action: 'timeout' }))
      await stage.pass(PAUSE)
      wire.end()
      await stage.person.ends()
    },
  },
  {
    rule: 'ghostr-8.1c',
    title: 'the size of a request',
    hint: 'Send no more than 1024 bytes at once.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await loggedIn(stage)
      stage.person.send('yoda', 'long '.repeat(400))
      stage.person.list()
      await wire.find(
        'requests of 1024 bytes at most',
        ({ kind }) => kind !== 'line-end',
        ({ bytes }) => (bytes.length <= 1024 ? undefined : { why: 'it has more', at: 1024 }),
      )
    },
  },
  {
    rule: 'ghostr-8.1d',
    title: 'a logout before it goes',
    hint: 'Send logout before you close.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await loggedIn(stage)
      stage.person.leave()
      await requested(wire, 'logout')
      await wire.say(object({ action: 'logout', reply: 'logged out' }))
      wire.end()
      await wire.closes()
    },
  },
  {
    rule: 'ghostr-8.2a',
    title: 'replies cut and joined anywhere',
    hint: 'Keep what one read returns, and take each object as soon as it is whole.',
    needs: NEEDS,
    manner: 'framing',
    async run(stage) {
      const { wire } = await loggedIn(stage)
      await wire.say(object({ action: 'receive_message', from: 'yoda', message: 'one } { "grüße' }))
      await wire.say(object({ action: 'receive_message', from: 'luke', message: 'three' }))
      await stage.person.heard('yoda', 'one } { "grüße')
      await stage.person.heard('luke', 'three')
    },
  },
  ...shownChecks,
]
