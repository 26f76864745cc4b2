import type { Flaw, Heard } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { ANSWERED, checks, LOGIN, SENDING } from './test-client.ts'

/** What is wrong with how a line ends. */
function flawOfEnd({ bytes }: Heard<Reply>): Flaw | undefined {
  if (bytes.at(-2) === 13 && bytes.at(-1) === 10) return undefined
  return { why: 'it does not end with \\r\\n', at: bytes.length - 1 }
}

export const lineEndChecks = checks(
  [],
  [
    {
      id: 'irc-1.1',
      title: 'ends each line with \\r\\n',
      hint: 'Write \\r\\n behind every line, and nothing else.',
      async run(clients) {
        const guest = await clients.connect()
        await guest.introduce(clients.account())
        for (const line of await guest.until('001')) {
          const flaw = flawOfEnd(line)
          if (flaw !== undefined) clients.stage.fail(flaw.why, 'irc-1.1', line.bytes, flaw.at)
        }
      },
    },
  ],
)

export const lineChecks = checks(ANSWERED, [
  {
    id: 'irc-1.1a',
    title: 'reads lines that end with \\n alone',
    hint: 'Look for \\n, and cut a \\r off in front of it.',
    async run(clients) {
      const guest = await clients.connect()
      const { name } = clients.account()
      await guest.wire.say(`NICK ${name}\nUSER ${name} 0 * :${name}\n`)
      await guest.hears('001')
      await guest.wire.say(`PING ${name}\n`)
      await guest.hears(`PONG * ${name}`)
    },
  },
  {
    id: 'irc-1.1b',
    title: 'ignores empty lines',
    hint: 'A line without a command has no answer: read the next one.',
    async run(clients) {
      const ann = await clients.user()
      await ann.wire.say('\r\n\r\n\n')
      await ann.nothing('irc-1.1b')
    },
  },
  {
    id: 'irc-1.1d',
    title: 'reads commands in any letter case',
    hint: 'Compare commands without regard to letter case.',
    steps: ['ann> ping {token}', 'ann< PONG * {token}', 'ann> Ping {again}', 'ann< PONG * {again}'],
  },
  {
    id: 'irc-1.1f',
    title: 'reads lines that arrive together',
    hint: 'After a line, look for another one in what has come before you read on.',
    async run(clients) {
      const ann = await clients.user()
      const tokens = ['one', 'two', 'three'].map((stem) => `${stem}${ann.name}`)
      await ann.say(...tokens.map((token) => `PING ${token}`))
      for (const token of tokens) await ann.hears(`PONG * ${token}`)
    },
  },
  {
    id: 'irc-1.1e',
    title: 'reads lines that are cut anywhere',
    hint: 'Keep what comes without a line end until the rest of the line has come.',
    needs: ['irc-1.1f'],
    segmented: true,
    async run(clients) {
      const guest = await clients.connect()
      const account = clients.account()
      await guest.introduce(account)
      await guest.hears('001', 'irc-1.1e')
      await guest.say(`PING ${account.name}`)
      await guest.hears(`PONG * ${account.name}`, 'irc-1.1e')
    },
  },
])

export const parameterChecks = checks(SENDING, [
  {
    id: 'irc-1.1c',
    title: 'reads the last parameter with a colon and without',
    hint: 'The colon only says that the rest of the line is one parameter, and is no part of it.',
    steps: [
      'ann> PRIVMSG {bob} hello',
      'bob< :{ann} PRIVMSG {bob} :hello',
      'ann> PRIVMSG {bob} :hello',
      'bob< :{ann} PRIVMSG {bob} :hello',
      'ann> PRIVMSG {bob} ::hello: to: you',
      'bob< :{ann} PRIVMSG {bob} ::hello: to: you',
    ],
  },
  {
    id: 'irc-1.1c.blanks',
    title: 'reads parameters with several blanks between them',
    hint: 'Any number of blanks stands between two parameters.',
    needs: ['irc-1.1c'],
    steps: ['ann> PRIVMSG  {bob}   :hello', 'bob< :{ann} PRIVMSG {bob} :hello'],
  },
  {
    id: 'irc-1.1c.source',
    title: 'reads a command with a source in front',
    hint: 'A client may say its nickname with a colon in front of a command: pass over it.',
    needs: ['irc-1.1c'],
    steps: ['ann> :{ann} PRIVMSG {bob} :hello', 'bob< :{ann} PRIVMSG {bob} :hello'],
  },
  {
    id: 'irc-1.1e.letters',
    title: 'reads letters outside ASCII that are cut anywhere',
    hint: 'A read can end within a character: cut lines out of the bytes first, then decode.',
    needs: ['irc-1.1e'],
    segmented: true,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.say(`PRIVMSG ${bob.name} :grüße ♥ κόσμε 日本`)
      await bob.hears(`:${ann.name} PRIVMSG ${bob.name} :grüße ♥ κόσμε 日本`, 'irc-1.1e')
    },
  },
])

export const numericChecks = checks(LOGIN, [
  {
    id: 'irc-2.1',
    title: 'writes the server’s name, the number and the nickname in a numeric',
    hint: 'A numeric is ":server 001 nickname …", with the nickname as the server knows it.',
    async run(clients) {
      const guest = await clients.connect()
      const account = clients.account()
      await guest.introduce(account)
      for (const { frame, bytes } of await guest.until('004', 'irc-2.4')) {
        if (frame.kind !== 'message' || !/^\d{3}$/.test(frame.command)) continue
        const { source = '', params } = frame
        const isRight = source !== '' && !/[!@]/.test(source) && params[0] === account.name
        if (!isRight) clients.stage.fail('it has no such beginning', 'irc-2.1', bytes, 0)
      }
    },
  },
  {
    id: 'irc-2.1a',
    title: 'writes * for the nickname before the registration',
    hint: 'Who has no nickname yet is called * in a numeric.',
    async run(clients) {
      const guest = await clients.connect()
      await guest.say('JOIN #tea')
      const { params } = await guest.first('451', ({ command }) => /^4\d\d$/.test(command))
      if (params[0] !== '*') clients.stage.fail(`it is ${params[0] ?? 'missing'}`, 'irc-2.1a')
    },
  },
])
