import { NONE, serveOthers } from '@parley/checks'
import type { Heard } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { bytes } from './framing.ts'
import {
  ARRIVING,
  type Clients,
  checks,
  flawOf,
  type LlpClient,
  LOGIN,
  NONSENSE,
  oneOf,
  SENDING,
  said,
} from './test-client.ts'

/** A server needs a moment to see that somebody has gone. */
const TRIES = 20

const MOMENT = 50

/** The name can be had again, if not at once; gives who has it now. */
async function isFree(clients: Clients, name: string, rule?: string): Promise<LlpClient> {
  const client = await clients.connect()
  const expected = `> OK - Hello ${name}`
  for (let left = TRIES; ; left -= 1) {
    await client.say(`LOGIN ${name}`)
    const isRight = (heard: Heard<Reply>) =>
      left > 0 && heard.text.startsWith('> ERROR') ? undefined : flawOf(heard, expected)
    const { text } = await client.match(expected, isRight, rule)
    if (text.trimEnd() === expected || left <= 0) return client
    await clients.stage.pass(MOMENT)
  }
}

export const bannerChecks = checks(NONE, [
  {
    id: 'llp-2.1',
    title: 'starts the greeting with the welcome line',
    hint: 'Write the greeting as soon as somebody has connected, before you read anything.',
    async run(clients) {
      const wire = await clients.stage.connect()
      await wire.expect(said.welcome, (heard) => flawOf(heard, said.welcome))
    },
  },
  {
    id: 'llp-2.1a',
    title: 'writes the supported commands on the second line',
    hint: 'The second line begins "Supported commands are: LOGIN <user>, LOGOUT, LIST", without "> ".',
    needs: ['llp-2.1'],
    async run(clients) {
      const wire = await clients.stage.connect()
      await wire.next(said.welcome, 'llp-2.1')
      await wire.expect(said.commands, ({ text }) =>
        text.startsWith(said.commands) ? undefined : { why: 'another line came' },
      )
    },
  },
  {
    id: 'llp-2.1a.exact',
    title: 'writes the second line exactly as the original',
    hint: 'The second line ends after "MESSAGE <user>".',
    needs: ['llp-2.1'],
    scope: 'original',
    async run(clients) {
      const wire = await clients.stage.connect()
      await wire.next(said.welcome, 'llp-2.1')
      await wire.expect(said.commands, (heard) => flawOf(heard, said.commands))
    },
  },
  {
    id: 'llp-2.1b',
    title: 'ends the greeting with two empty lines',
    hint: 'Write two empty lines after the second line: three \\n in all, and no more.',
    needs: ['llp-2.1', 'llp-2.1a'],
    async run(clients) {
      const wire = await clients.stage.connect()
      await wire.say(`${NONSENSE}\n`)
      await wire.next(said.welcome, 'llp-2.1')
      await wire.next(said.commands, 'llp-2.1a')
      for (const _ of [1, 2]) await wire.expect('an empty line', (heard) => flawOf(heard, ''))
      await wire.expect(said.unknown, (heard) => flawOf(heard, said.unknown))
    },
  },
])

export const disconnectChecks = checks(LOGIN, [
  {
    id: 'llp-1.5',
    title: 'answers after the client closed its sending half',
    hint: 'After a read that returns nothing, first answer every line that has come.',
    needs: ['llp-3.6', 'llp-1.1d'],
    steps: [
      'guest> LOGIN {name}\nLIST\n',
      'guest ends',
      'guest< > OK - Hello {name}\n',
      'guest< > OK - Data Available...\n',
    ],
  },
  {
    id: 'llp-1.5a',
    title: 'serves the others after a connection breaks off within a message',
    hint: 'Catch the errors of each connection by itself, and drop a half message.',
    needs: ARRIVING,
    async run(clients) {
      const [ann, bob, cat] = await clients.three()
      await cat.compose(bob.name)
      await cat.say('half a message')
      await cat.wire.say('half a li')
      await clients.stage.pass(MOMENT)
      cat.wire.reset()
      await ann.reaches(bob, 'llp-1.5a')
      await clients.user(clients.account(), 'llp-1.5a')
    },
  },
  {
    id: 'llp-1.5a.bytes',
    title: 'serves the others after a client sends bytes that are not text',
    hint: 'Decoding may fail: catch that where the connection is read, so that only that one ends.',
    needs: ARRIVING,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const stranger = await clients.connect()
      await stranger.wire.say(Uint8Array.of(...bytes('LOGIN '), 0xc3, 0x28, 0x80, 0x0d, 10))
      const cat = await clients.user(clients.account(), 'llp-1.5a')
      await cat.say(`MESSAGE ${bob.name}`)
      await cat.wire.say(Uint8Array.of(0xe2, 0x82, 10, 0xfe, 10))
      await ann.reaches(bob, 'llp-1.5a')
      await clients.user(clients.account(), 'llp-1.5a')
    },
  },
  {
    id: 'llp-1.5b',
    title: 'goes on after a message that cannot be delivered',
    hint: 'Writing to a connection that has gone may be an error: catch it, and go on.',
    needs: [...SENDING, 'llp-4.1'],
    async run(clients) {
      const [ann, bob, cat] = await clients.three()
      await ann.compose(cat.name)
      await ann.say('hello')
      cat.wire.end()
      await ann.say('XOXOXO')
      await ann.match('an answer', oneOf(said.delivered, said.nobody))
      await ann.reaches(bob, 'llp-1.5b')
    },
  },
])

/** Not tried on a server that a reset ends. */
export const brokenReaderChecks = checks(SENDING, [
  {
    id: 'llp-1.5b.reset',
    title: 'goes on after a message to a connection that was reset',
    hint: 'Writing to a connection that has broken off is an error: catch it, and go on.',
    needs: ['llp-4.1', 'llp-1.5a', 'llp-3.12a.reset'],
    async run(clients) {
      const [ann, bob, cat] = await clients.three()
      await ann.compose(cat.name)
      await ann.say('hello')
      cat.wire.reset()
      await ann.say('XOXOXO')
      await ann.match('an answer', oneOf(said.delivered, said.nobody))
      await ann.reaches(bob, 'llp-1.5b')
    },
  },
])

export const leaveChecks = checks(LOGIN, [
  {
    id: 'llp-3.12',
    title: 'answers a logout and closes the connection',
    hint: 'Answer LOGOUT with the Goodbye line, and then close the connection.',
    steps: ['ann> LOGOUT\n', 'ann< > OK - Goodbye xoxo\n', 'ann is closed'],
  },
  {
    id: 'llp-3.12a',
    title: 'frees the name after a logout',
    hint: 'Remove the name from the users when its owner logs out.',
    needs: ['llp-3.12'],
    async run(clients) {
      const ann = await clients.user()
      await ann.request('LOGOUT', said.goodbye, 'llp-3.12')
      await ann.wire.closes('llp-3.12')
      await isFree(clients, ann.name)
    },
  },
  {
    id: 'llp-3.12a.closed',
    title: 'frees the name after the connection is closed',
    hint: 'A read that returns nothing means that the client has gone: remove its name from the users.',
    async run(clients) {
      const ann = await clients.user()
      ann.wire.end()
      await isFree(clients, ann.name)
    },
  },
  {
    id: 'llp-3.12a.reset',
    title: 'frees the name after the connection is reset',
    hint: 'Catch the error of a read from a broken connection, and remove its name from the users.',
    async run(clients) {
      const ann = await clients.user()
      ann.wire.reset()
      await isFree(clients, ann.name)
    },
  },
  {
    id: 'llp-3.11.gone',
    title: 'refuses a message to a user who has left',
    hint: 'A user who has logged out is no recipient any more: remove the name from the users.',
    needs: ['llp-3.7', 'llp-3.11'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await bob.leave()
      bob.wire.end()
      const next = await isFree(clients, bob.name, 'llp-3.12a')
      await next.leave()
      next.wire.end()
      for (let left = TRIES; left >= 0; left -= 1) {
        await ann.compose(bob.name)
        await ann.say('hello', 'XOXOXO')
        const isRight = oneOf(said.nobody, ...(left > 0 ? [said.delivered] : []))
        const { text } = await ann.match(said.nobody, isRight)
        if (text.trimEnd() === said.nobody) return
        await clients.stage.pass(MOMENT)
      }
    },
  },
])

/** Its line is longer than most buffers: fewer of them fill what the system keeps. */
const PART = 16_000

/** Late: a server that is held up may not come to itself. */
export const blockedReaderChecks = checks(ARRIVING, [
  {
    id: 'llp-1.5c',
    title: 'serves others while a client reads nothing',
    hint: 'Write to each client without waiting for it to read: keep what it does not take, or close it.',
    needs: ['llp-1.1d', 'llp-1.1c', 'llp-1.1c.long'],
    exclusive: true,
    async run(clients) {
      const [one, other, reader, sender] = await clients.four()
      const text = 'x'.repeat(PART)
      let word = ''
      await serveOthers(clients.stage, reader.wire, {
        async fill() {
          await sender.compose(reader.name)
          await sender.wire.say(`${text}\nXOXOXO\n`)
          await sender.hears(said.delivered, 'llp-3.10')
          return PART
        },
        async say() {
          word = clients.word()
          await one.wire.say(`MESSAGE ${other.name}\n${word}\nXOXOXO\n`)
        },
        arrives: () => other.gets({ from: one.name, to: other.name, lines: [word] }),
        returns: () => reader.wire.say('LIST\n'),
      })
    },
  },
])
