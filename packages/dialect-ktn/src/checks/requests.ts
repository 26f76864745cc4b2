import { Buffer } from 'node:buffer'
import { unless } from './objects.ts'
import { type Guest, LOGIN, Party, type ServerCheck, type Stage } from './party.ts'

/** A request that the protocol does not have. */
const UNKNOWN = 'dance'

const BAD_BYTES = Buffer.concat([
  Buffer.from('{"request": "msg", "content": "'),
  Buffer.of(0x63, 0xff, 0xe9),
  Buffer.from('"}'),
])

/** It is still served. */
async function goesOn(guest: Guest): Promise<void> {
  await guest.listed([guest.name])
}

/** Whether a name leaves the list within a few seconds. */
async function isGone(stage: Stage, guest: Guest, there: readonly string[], name: string) {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const { text } = await guest.listed(there)
    if (!text.includes(name)) return true
    await stage.pass(100)
  }
  return false
}

export const requestChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-3.7',
    title: 'who is there',
    hint: 'Answer names with an info that has everybody in it who is logged in.',
    needs: LOGIN,
    manner: 'alone',
    async run(stage) {
      const [first, second] = await new Party(stage).pair()
      await second.listed([first.name, second.name], (fields) =>
        unless(fields.get('response') === 'info', 'it is no info'),
      )
    },
  },
  {
    rule: 'ktn-3.7',
    variant: 'left',
    title: 'who has left is not in the list',
    hint: 'At a logout take the name off the list of those who are logged in.',
    needs: [...LOGIN, 'ktn-3.7', 'ktn-3.5a'],
    async run(stage) {
      const party = new Party(stage)
      const [first, second] = await party.pair()
      const third = await party.user()
      await first.say('logout')
      if (!(await isGone(stage, third, [second.name, third.name], first.name))) {
        stage.fail(`${first.name} is in the list 2 seconds after its logout`)
      }
    },
  },
  {
    rule: 'ktn-3.7a',
    title: 'the form of the list',
    hint: 'The content is one string, with a comma and a space between the names: ", ".join(names).',
    needs: [...LOGIN, 'ktn-3.7'],
    async run(stage) {
      const [first, second] = await new Party(stage).pair()
      await second.listed([first.name, second.name], (fields) => {
        const content = fields.get('content')
        if (typeof content !== 'string') return { why: 'it is no string' }
        const names = content.split(', ')
        const isList = [first, second].every(({ name }) => names.includes(name))
        return unless(isList && !/[^A-Za-z0-9, ]/.test(content), 'the names stand otherwise in it')
      })
    },
  },
  {
    rule: 'ktn-3.7b',
    title: 'the order of the list',
    hint: 'Keep the names in the order in which they came, the one who asks among them.',
    needs: [...LOGIN, 'ktn-3.7', 'ktn-3.7a'],
    async run(stage) {
      const party = new Party(stage)
      const names = ['z', 'm', 'a', 'Q'].map((letter) => letter + party.word())
      let last: Guest | undefined
      for (const name of names) {
        last = await party.stranger()
        await last.login(name)
      }
      await last?.listed(names, (fields) => {
        const all = String(fields.get('content')).split(', ')
        const order = all.filter((name) => names.includes(name))
        return unless(order.join() === names.join(), 'they stand in another order')
      })
    },
  },
  {
    rule: 'ktn-3.10',
    title: 'requests before a login',
    hint: 'Until a login has succeeded answer everything but login and help with an error.',
    needs: LOGIN,
    async run(stage) {
      const party = new Party(stage)
      const requests = [
        ['names', null],
        ['msg', party.word()],
        ['logout', null],
      ] as const
      for (const [word, content] of requests) {
        const guest = await party.stranger()
        await guest.say(word, content)
        await guest.refused('nobody is logged in')
      }
    },
  },
  {
    rule: 'ktn-3.10',
    variant: 'after-logout',
    title: 'a request after a logout',
    hint: 'At a logout forget that the connection has logged in.',
    needs: [...LOGIN, 'ktn-3.10', 'ktn-3.5', 'ktn-3.5d'],
    async run(stage) {
      const guest = await new Party(stage).user()
      await guest.say('logout')
      await guest.informed(
        'Logout successful',
        (text) => text === 'Logout successful',
        undefined,
        'ktn-3.5',
      )
      await guest.say('names')
      await guest.refused('nobody is logged in')
    },
  },
  {
    rule: 'ktn-3.8',
    title: 'a request that the protocol does not have',
    hint: 'Where the request is none of those that you know, answer with an error.',
    needs: LOGIN,
    async run(stage) {
      const guest = await new Party(stage).user()
      await guest.say(UNKNOWN)
      await guest.refused(`there is no ${UNKNOWN}`)
    },
  },
  {
    rule: 'ktn-3.8',
    variant: 'case',
    title: 'a request in other letters',
    hint: 'Compare the request letter by letter: LOGIN is not login.',
    needs: [...LOGIN, 'ktn-3.10'],
    scope: 'original',
    async run(stage) {
      const party = new Party(stage)
      const guest = await party.stranger()
      await guest.say('LOGIN', party.word())
      await guest.refused('there is no LOGIN')
    },
  },
  {
    rule: 'ktn-3.8a',
    title: 'an object that is no request',
    hint: 'Where the key request is missing, or the content of msg is no string, answer Malformed request.',
    needs: LOGIN,
    async run(stage) {
      const guest = await new Party(stage).user()
      for (const object of ['{"content": "hello"}', '{"request": "msg", "content": ["a"]}']) {
        await guest.write(object)
        await guest.refused('Malformed request', (fields) =>
          unless(fields.get('content') === 'Malformed request', 'it says something else'),
        )
      }
    },
  },
  {
    rule: 'ktn-3.8a',
    variant: 'json',
    title: 'braces with no JSON in them, and bytes that are no UTF-8',
    hint: 'Catch the error that decoding or parsing gives, answer Malformed request, and go on.',
    needs: [...LOGIN, 'ktn-3.8a'],
    async run(stage) {
      const guest = await new Party(stage).user()
      for (const object of ['{"request" "names"}', BAD_BYTES]) {
        await guest.write(object)
        await guest.refused('Malformed request', (fields) =>
          unless(fields.get('content') === 'Malformed request', 'it says something else'),
        )
      }
    },
  },
  {
    rule: 'ktn-3.8b',
    title: 'after a request that could not be understood',
    hint: 'Answer with an error and read the next request: the connection stays open.',
    needs: [...LOGIN, 'ktn-3.7', 'ktn-3.8'],
    async run(stage) {
      const guest = await new Party(stage).user()
      await guest.say(UNKNOWN)
      await guest.refused(`there is no ${UNKNOWN}`, undefined, 'ktn-3.8')
      await goesOn(guest)
    },
  },
  {
    rule: 'ktn-3.8b',
    variant: 'malformed',
    title: 'after an object that is no request',
    hint: 'A missing key or bad JSON must not end the thread that reads: catch it and go on.',
    needs: [...LOGIN, 'ktn-3.7', 'ktn-3.8a'],
    async run(stage) {
      const guest = await new Party(stage).user()
      await guest.write('{"request": 7}')
      await guest.refused('Malformed request', undefined, 'ktn-3.8a')
      await goesOn(guest)
    },
  },
  {
    rule: 'ktn-3.11',
    title: 'a msg with no text',
    hint: 'Remove the blanks at the end of the text; if nothing is left, answer with an error.',
    needs: LOGIN,
    async run(stage) {
      const guest = await new Party(stage).user()
      for (const text of ['', '   ']) {
        await guest.say('msg', text)
        await guest.refused('there is no text')
      }
    },
  },
  {
    rule: 'ktn-3.12',
    title: 'an answer to each request',
    hint: 'Some clients wait for an answer before they go on: answer everything, be it with an error.',
    needs: LOGIN,
    async run(stage) {
      const party = new Party(stage)
      const guest = await party.user()
      const requests = [
        ['help', 'all'],
        ['block', party.word()],
        ['logout', null],
      ] as const
      for (const [word, content] of requests) {
        await guest.say(word, content)
        await guest.wire.find(
          `an answer to ${word}`,
          ({ kind }) => kind === 'info' || kind === 'error',
        )
      }
    },
  },
  {
    rule: 'ktn-3.12',
    variant: 'half-close',
    title: 'an answer to who has said the last word',
    hint: 'When a read ends with nothing, the client may still listen: send what is left, then close.',
    needs: LOGIN,
    async run(stage) {
      const guest = await new Party(stage).stranger()
      await guest.say('help')
      guest.wire.end()
      await guest.wire.find('an answer to help', ({ kind }) => kind === 'info' || kind === 'error')
    },
  },
]
