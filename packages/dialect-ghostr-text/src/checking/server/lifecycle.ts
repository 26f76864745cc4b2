import { serveOthers } from '@parley/checks'
import { options } from '../../options.ts'
import { message, valueIn } from '../fields.ts'
import { CHAT, type Clients, checks, LOGIN, type TextClient } from './test-client.ts'

export const OUT = [...LOGIN, 'ghostr-text-9.12']

const GONE = [...LOGIN, 'ghostr-text-9.3a']

/** A connection that just ends is a logout: the others are told once, and the name is free. */
function going(
  variant: string,
  title: string,
  hint: string,
  go: (client: TextClient) => Promise<void> | void,
) {
  return {
    id: `ghostr-text-3.1.${variant}`,
    title: `logs out a user whose connection is ${title}`,
    hint,
    needs: GONE,
    async run(clients: Clients) {
      const account = clients.account()
      const [bob, ann] = [await clients.user(), await clients.user(account)]
      await go(ann)
      await bob.sees(account.name, 'LOGGEDOUT')
      const again = await clients.connect()
      await again.logon(account.name, 'ghostr-text-3.1')
      await again.auth(account.password)
      await again.next(
        message('AUTH', { PASW: '1', ATMP: '3' }),
        ({ text }) => (valueIn(text, 'PASW') === '1' ? undefined : { why: 'it is not free' }),
        'ghostr-text-3.1',
      )
      await bob.nothing('ghostr-text-3.1')
    },
  }
}

const UNFINISHED = 'TYPE: MSG;;FROM: '

export const leaveChecks = checks(LOGIN, [
  {
    id: 'ghostr-text-9.12',
    title: 'answers a logout and closes the connection',
    hint: 'Answer LOGOUT with TYPE: LOGOUT and the same WHO, then close the connection.',
    steps: ['ann> TYPE: LOGOUT;;WHO: {ann};;', 'ann< TYPE: LOGOUT;;WHO: {ann};;', 'ann is closed'],
  },
  {
    id: 'ghostr-text-9.3a',
    title: 'tells the others of a logout',
    hint: 'Write LOGGEDOUT with the name to every other user.',
    needs: OUT,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.logout()
      await bob.sees(ann.name, 'LOGGEDOUT')
    },
  },
  {
    id: 'ghostr-text-9.3a.once',
    title: 'tells the others of a logout once',
    hint: 'A logout and the end of its connection are one event: send LOGGEDOUT once.',
    needs: [...OUT, 'ghostr-text-9.3a', 'ghostr-text-9.6'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.logout()
      await bob.sees(ann.name, 'LOGGEDOUT')
      await clients.stage.pass(60)
      for (const { text } of await bob.before()) {
        const isOfAnn = valueIn(text, 'WHO') === ann.name
        if (isOfAnn && valueIn(text, 'TYPE') === 'LOGGEDOUT') clients.stage.fail('it comes twice')
      }
    },
  },
  going(
    'end',
    'closed without LOGOUT',
    'A read that returns nothing means that the client has gone: log the user out.',
    ({ wire }) => wire.end(),
  ),
  going('reset', 'reset', 'A read that fails, as after a reset, is a logout too.', ({ wire }) =>
    wire.reset(),
  ),
  going(
    'middle',
    'reset within a message',
    'Log a user out when the connection ends, even within a message.',
    async ({ wire }) => {
      await wire.say(UNFINISHED)
      wire.reset()
    },
  ),
  going(
    'unfinished',
    'closed within a message',
    'If a read returns nothing, drop the unfinished message, and log the user out.',
    async ({ wire }) => {
      await wire.say(UNFINISHED)
      wire.end()
    },
  ),
  {
    id: 'ghostr-text-5.1',
    title: 'logs out a user who sends nothing for the timeout',
    hint: 'Note when each user last sent something, and log the user out after the timeout.',
    needs: GONE,
    untried(settings) {
      const { timeout } = options.parse(settings)
      return timeout === 0 || timeout > 8
        ? 'say --option timeout=2 if the server is started so'
        : undefined
    },
    async run(clients) {
      const { timeout } = clients.stage.options
      const [ann, bob] = await clients.pair()
      for (let slept = 0; slept < timeout * 1000 + 500; slept += 400) {
        await clients.stage.pass(400)
        await bob.tell('PRIVSTOP', { TO: ann.name, FROM: bob.name })
      }
      await bob.sees(ann.name, 'LOGGEDOUT')
      await ann.wire.closes()
    },
  },
])

/** As much as one message of 1024 bytes can hold, and so many messages before an answer is waited for. */
const PART = 800
const PARTS = 8

/** Late: a server that is held up may not come to itself. */
export const blockedReaderChecks = checks(CHAT, [
  {
    id: 'ghostr-text-3.1a',
    title: 'serves others while a client reads nothing',
    hint: 'Write to each client without waiting for it to read: keep what it does not take, or close it.',
    needs: ['ghostr-text-1.2'],
    exclusive: true,
    async run(clients) {
      const [one, other, reader, sender] = await clients.four()
      const fields = { FROM: sender.name, TO: reader.name, BODY: 'x'.repeat(PART) }
      let word = ''
      await serveOthers(clients.stage, reader.wire, {
        async fill() {
          for (let count = 0; count < PARTS; count += 1) await sender.say('MSG', fields)
          await sender.list()
          return PARTS * PART
        },
        async say() {
          word = clients.word()
          await one.say('MSG', { FROM: one.name, TO: other.name, BODY: word })
        },
        arrives: () => other.gets(one.name, word, 'ghostr-text-9.4'),
        returns: () => reader.say('WHOELSE', { FROM: reader.name }),
      })
    },
  },
])
