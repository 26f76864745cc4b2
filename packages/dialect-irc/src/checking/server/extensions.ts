import { Buffer } from 'node:buffer'
import { userWith } from './login-capabilities.ts'
import { ANSWERED, checks, LOGIN, SENDING } from './test-client.ts'

const CAPABLE = [...LOGIN, 'irc-2.5', 'irc-2.5a', 'irc-2.5b'] as const
const TALKING = [...CAPABLE, ...SENDING] as const

/** What IRCv3 has for those who ask for it; skipped where a server does not offer it. */
export const versionThreeChecks = checks(TALKING, [
  {
    id: 'irc-2.6',
    title: 'writes the time before messages, with server-time',
    hint: 'The tag is time=2026-11-30T12:00:00.000Z, in UTC, with milliseconds.',
    async run(clients) {
      const bob = await userWith(clients, ['server-time'])
      const ann = await clients.user()
      await ann.say(`PRIVMSG ${bob.name} :hello`)
      const { frame, bytes } = await bob.hears(`:${ann.name} PRIVMSG ${bob.name} :hello`, 'irc-4.1')
      const time = frame.kind === 'message' ? (frame.tags.get('time') ?? '') : ''
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time)) {
        clients.stage.fail('it has no such time', 'irc-2.6', bytes, 0)
      }
    },
  },
  {
    id: 'irc-2.6a',
    title: 'writes no tags to who has not asked for them',
    hint: 'Each connection has capabilities of its own: without them a line begins with its source.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.say(`PRIVMSG ${bob.name} :hello`)
      const { frame, bytes } = await bob.hears(`:${ann.name} PRIVMSG ${bob.name} :hello`, 'irc-4.1')
      const tags = frame.kind === 'message' ? frame.tags.size : 0
      if (tags > 0) clients.stage.fail('it has tags', 'irc-2.6a', bytes, 0)
    },
  },
  {
    id: 'irc-1.3',
    title: 'reads lines with tags before them',
    hint: 'Cut off what stands between @ and the first blank; pass over tags that you do not know.',
    async run(clients) {
      const ann = await userWith(clients, ['message-tags'])
      const bob = await clients.user()
      await ann.say(`@+example.org/mood=glad\\s:);+b PRIVMSG ${bob.name} :hello`)
      await bob.hears(`:${ann.name} PRIVMSG ${bob.name} :hello`)
    },
  },
  {
    id: 'irc-2.6b',
    title: 'answers with the label of a command, with labeled-response',
    hint: 'The tag label of a command stands on its answer.',
    async run(clients) {
      const ann = await userWith(clients, ['labeled-response', 'batch', 'message-tags'])
      await ann.say(`@label=abc PING ${ann.name}`)
      const { frame, bytes } = await ann.hears(`PONG * ${ann.name}`, 'irc-5.3')
      const label = frame.kind === 'message' ? frame.tags.get('label') : undefined
      if (label !== 'abc') clients.stage.fail('it has another label, or none', 'irc-2.6b', bytes, 0)
    },
  },
  {
    id: 'irc-2.6b.batch',
    title: 'answers with a labelled batch where there are several lines',
    hint: 'An answer of several lines is a batch of the type labeled-response, which has the label.',
    needs: ['irc-2.6b', 'irc-3.5'],
    async run(clients) {
      const ann = await userWith(clients, ['labeled-response', 'batch', 'message-tags'])
      await ann.say(`@label=def WHOIS ${ann.name}`)
      const { frame, bytes } = await ann.hears('BATCH * labeled-response')
      const label = frame.kind === 'message' ? frame.tags.get('label') : undefined
      if (label !== 'def') clients.stage.fail('it has another label, or none', 'irc-2.6b', bytes, 0)
      await ann.hears(`318 ${ann.name}`, 'irc-3.5')
      await ann.hears('BATCH')
    },
  },
  {
    id: 'irc-2.6c',
    title: 'answers a labelled command that nothing answers with ACK',
    hint: 'Where a command has no answer, the label comes back on ACK.',
    needs: ['irc-2.6b'],
    async run(clients) {
      const ann = await userWith(clients, ['labeled-response', 'batch', 'message-tags'])
      await ann.say(`@label=ghi PONG ${ann.name}`)
      const { frame, bytes } = await ann.hears('ACK')
      const label = frame.kind === 'message' ? frame.tags.get('label') : undefined
      if (label !== 'ghi') clients.stage.fail('it has another label, or none', 'irc-2.6c', bytes, 0)
    },
  },
  {
    id: 'irc-4.6',
    title: 'sends a message back to its sender, with echo-message',
    hint: 'Who has turned echo-message on gets their own messages as others do.',
    async run(clients) {
      const ann = await userWith(clients, ['echo-message'])
      const bob = await clients.user()
      await ann.say(`PRIVMSG ${bob.name} :hello`)
      await ann.hears(`:${ann.name} PRIVMSG ${bob.name} :hello`)
    },
  },
  {
    id: 'irc-7.2',
    title: 'passes a text of several lines on as one batch',
    hint: 'To who has draft/multiline write BATCH +, each line with the tag batch, and BATCH -.',
    async run(clients) {
      const capabilities = ['batch', 'draft/multiline', 'message-tags']
      const ann = await userWith(clients, capabilities)
      const bob = await userWith(clients, capabilities)
      await ann.say(
        `BATCH +1 draft/multiline ${bob.name}`,
        `@batch=1 PRIVMSG ${bob.name} :one`,
        `@batch=1 PRIVMSG ${bob.name} :two`,
        'BATCH -1',
      )
      await bob.hears(`BATCH * draft/multiline ${bob.name}`)
      await bob.hears(`:${ann.name} PRIVMSG ${bob.name} :one`)
      await bob.hears(`:${ann.name} PRIVMSG ${bob.name} :two`)
      await bob.hears('BATCH')
    },
  },
  {
    id: 'irc-7.1',
    title: 'passes a text of several lines on as a message for each line',
    hint: 'Who has no draft/multiline gets a message for each line, in order.',
    needs: ['irc-7.2'],
    async run(clients) {
      const ann = await userWith(clients, ['batch', 'draft/multiline', 'message-tags'])
      const bob = await clients.user()
      await ann.say(
        `BATCH +1 draft/multiline ${bob.name}`,
        `@batch=1 PRIVMSG ${bob.name} :one`,
        `@batch=1 PRIVMSG ${bob.name} :two`,
        'BATCH -1',
      )
      await bob.hears(`:${ann.name} PRIVMSG ${bob.name} :one`)
      await bob.hears(`:${ann.name} PRIVMSG ${bob.name} :two`)
    },
  },
])

/** What Parley’s server does with texts, and no other need do. */
export const ownChecks = checks(
  [...ANSWERED, ...SENDING],
  [
    {
      id: 'irc-1.4',
      title: 'reads bytes that are not UTF-8 as Latin-1',
      hint: 'Where a line is no UTF-8, each byte of it is a character.',
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        await ann.wire.say(Buffer.from(`PRIVMSG ${bob.name} :grüße\r\n`, 'latin1'))
        await bob.hears(`:${ann.name} PRIVMSG ${bob.name} :grüße`)
      },
    },
    {
      id: 'irc-4.4',
      title: 'passes no control character on but tabs',
      hint: 'Take formatting out of a text, and put U+FFFD for any other control character.',
      scope: 'extension',
      steps: [
        'ann> PRIVMSG {bob} :\x02bold\x02 a\tb \x0304red\x03 c\x1bd',
        'bob< :{ann} PRIVMSG {bob} :bold a\tb red c\ufffdd',
      ],
    },
  ],
)
