import { NONE } from '@parley/checks'
import type { Reply } from '../../frames.ts'
import { ARRIVING, arrives, checks, flawOf, LOGIN, NONSENSE, oneOf, said } from './test-client.ts'

/** So long a server has to see what a connection said last, or that it has ended, in milliseconds. */
const GONE = 50

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export const replyChecks = checks(NONE, [
  {
    id: 'llp-1.1b',
    title: 'ends lines with \\n alone',
    hint: 'End every line with \\n alone; a library such as telnetlib may add \\r.',
    needs: ['llp-2.1', 'llp-3.2'],
    async run(clients) {
      const client = await clients.connect()
      const isBare = ({ text }: { readonly text: string }) =>
        text.includes('\r') ? { why: 'there is a \\r in it', at: text.indexOf('\r') } : undefined
      for (const line of [said.welcome, said.commands]) await client.wire.expect(line, isBare)
      const name = clients.word()
      await client.say(`LOGIN ${name}`)
      await client.match(`> OK - Hello ${name}`, isBare)
      await client.say(NONSENSE)
      await client.match(said.unknown, isBare)
    },
  },
  {
    id: 'llp-1.3',
    title: 'writes each reply as one line with OK or ERROR',
    hint: 'Each reply is one line: "> OK - " or "> ERROR - ", with spaces as here, and a text.',
    needs: ['llp-3.2'],
    async run(clients) {
      for (const command of [NONSENSE, 'MESSAGE', `LOGIN ${clients.word()}`, 'LOGOUT']) {
        const ann = await clients.user()
        await ann.say(command)
        await ann.match('> OK - or > ERROR - and a text', ({ text }) =>
          /^> (?:OK|ERROR) - \S.*\r?\n$/.test(text) ? undefined : { why: 'it is no such line' },
        )
      }
    },
  },
])

export const lineChecks = checks(LOGIN, [
  {
    id: 'llp-1.1d',
    title: 'reads several lines from one segment',
    hint: 'After a line, look for another one in the buffer before you read on.',
    needs: ARRIVING,
    steps: [
      'ann> MESSAGE {bob}\none\ntwo\nXOXOXO\nLIST\n',
      `ann< ${said.compose}\n`,
      `ann< ${said.delivered}\n`,
      `ann< ${said.data}\n`,
      ...arrives('one', 'two'),
    ],
  },
  {
    id: 'llp-1.1d.login',
    title: 'reads a login and more lines from one segment',
    hint: 'Somebody may paste all lines at once: read what follows the login as well.',
    needs: ['llp-3.6'],
    async run(clients) {
      const client = await clients.connect()
      const name = clients.word()
      await client.wire.say(`LOGIN ${name}\nLIST\nLIST\n`)
      for (const line of [`> OK - Hello ${name}`, said.data]) await client.hears(line)
      const isReply = ({ kind }: Reply) => kind === 'status'
      await client.wire.find(said.data, isReply, (heard) => flawOf(heard, said.data))
    },
  },
  {
    id: 'llp-1.1',
    title: 'reads lines that end with \\n and with \\r\\n',
    hint: 'Telnet ends a line with \\r\\n and nc with \\n: read up to \\n and cut off a \\r before it.',
    needs: ARRIVING,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.wire.say(`MESSAGE ${bob.name}\r\n`)
      await ann.hears(said.compose)
      await ann.say('hello\r', 'there', 'XOXOXO\r')
      await ann.hears(said.delivered)
      await bob.gets({ from: ann.name, to: bob.name, lines: ['hello', 'there'] }, 'llp-1.1')
    },
  },
  {
    id: 'llp-1.1f',
    title: 'delivers a text without the carriage returns of its lines',
    hint: 'Cut a \\r off the end of each line of a text: it belongs to the line end of telnet.',
    needs: [...ARRIVING, 'llp-1.1', 'llp-1.1b'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.compose(bob.name)
      await ann.say('hello\r', 'there', 'XOXOXO\r')
      await ann.hears(said.delivered)
      await bob.head(ann.name, bob.name)
      for (const line of ['> hello', '> there']) {
        await bob.wire.expect(line, ({ text }) =>
          text === `${line}\n` ? undefined : { why: 'another line came' },
        )
      }
    },
  },
  {
    id: 'llp-1.1e',
    title: 'reads lines that end with \\r\\0',
    hint: 'RFC 854 has a second way to end a line, \\r and a byte 0: some terminals send it.',
    needs: ['llp-3.6'],
    steps: ['ann> LIST\r\0', `ann< ${said.data}\n`],
  },
  {
    id: 'llp-1.1a',
    title: 'ignores white space at the end of a command',
    hint: 'Remove spaces and tabs from the end of a command before you read it.',
    needs: ['llp-3.7'],
    async run(clients) {
      const client = await clients.connect()
      const name = clients.word()
      await client.request(`LOGIN ${name}  `, `> OK - Hello ${name}`)
      await client.request(`MESSAGE ${name} \t`, said.compose)
      await client.say('XOXOXO')
      await client.match(said.delivered, ({ frame }) =>
        frame.kind === 'status' && !frame.ok ? { why: 'the name was not found' } : undefined,
      )
    },
  },
])

export const splitChecks = checks(ARRIVING, [
  {
    id: 'llp-1.1c',
    title: 'reads lines that are cut and joined anywhere',
    hint: 'Buffer what each read returns and look for \\n in the buffer; one read is not one line.',
    segmented: true,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const line = `hello ${clients.word()}`
      await ann.wire.say(`MESSAGE ${bob.name}\n`)
      await ann.wire.say(`${line}\n`)
      await ann.wire.say('XOXOXO\n')
      await ann.hears(said.compose)
      await ann.hears(said.delivered)
      await bob.gets({ from: ann.name, to: bob.name, lines: [line] })
    },
  },
  {
    id: 'llp-1.1c.letters',
    title: 'reads letters outside ASCII that are cut anywhere',
    hint: 'A read can end within a character: decode whole lines, not what one read returns.',
    needs: ['llp-1.1c'],
    segmented: true,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const lines = ['grüße 👩‍🚀']
      await ann.compose(bob.name)
      await ann.wire.say(`${lines.join('\n')}\n`)
      await ann.wire.say('XOXOXO\n')
      await ann.hears(said.delivered)
      await bob.gets({ from: ann.name, to: bob.name, lines }, 'llp-1.4e')
    },
  },
  {
    id: 'llp-1.1g',
    title: 'does not act on half a line when its connection ends',
    hint: 'At the end of the input forget what has no line end: the rest of it is missing.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const slow = await clients.user()
      await slow.compose(bob.name)
      await slow.say('never finished')
      await slow.wire.say('XOXOXO')
      await clients.stage.pass(GONE)
      slow.wire.end()
      await clients.stage.pass(GONE)
      await ann.reaches(bob, 'llp-1.1g')
    },
  },
  {
    id: 'llp-1.1c.long',
    title: 'reads a line that takes several reads',
    hint: 'A line may be longer than what one read returns: read on until its \\n has come.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const length = Math.min(
        20_000,
        clients.stage.options.maxLine - 8,
        clients.stage.options.maxBody - 8,
      )
      const line = 'love you '.repeat(length).slice(0, length).trimEnd()
      await ann.compose(bob.name)
      await ann.say(line, 'XOXOXO')
      const answer = await ann.match(said.delivered, oneOf(said.delivered, said.tooLong))
      if (answer.text.trimEnd() === said.tooLong) {
        clients.stage.skip(
          `a line of ${length} bytes is too long for this server; say --option maxLine=…`,
        )
      }
      await bob.gets({ from: ann.name, to: bob.name, lines: [line] })
    },
  },
])

export const telnetChecks = checks(LOGIN, [
  {
    id: 'llp-1.2',
    title: 'skips the Telnet commands that PuTTY sends',
    hint: 'Remove Telnet commands (byte ff and what belongs to it) before you split the input into lines.',
    needs: ['llp-3.6', 'llp-1.1c', 'llp-1.1d'],
    segmented: true,
    async run(clients) {
      const client = await clients.connect()
      const name = clients.word()
      await client.wire.say(
        Uint8Array.of(
          ...[0xff, 0xfb, 0x1f, 0xff, 0xfb, 0x20, 0xff, 0xfb, 0x18, 0xff, 0xfb, 0x27, 0xff, 0xfd],
          ...[0x01, 0xff, 0xfb, 0x03, 0xff, 0xfd, 0x03],
          ...bytes(`LOGIN ${name}`),
          ...[0xff, 0xfa, 0x18, 0x00, ...bytes('xterm\n'), 0xff, 0xf0, 0xff, 0xf1],
          ...bytes('\r\n'),
        ),
      )
      await client.hears(`> OK - Hello ${name}`)
      await client.wire.say(
        Uint8Array.of(...bytes('LI'), 0xff, 0xfc, 0x18, ...bytes('ST'), 0xff, 0xfe, 0x01, 10),
      )
      await client.hears(said.data)
    },
  },
  {
    id: 'llp-1.2a',
    title: 'writes nothing for Telnet commands',
    hint: 'Remove Telnet commands and write nothing for them.',
    needs: ['llp-1.2'],
    async run(clients) {
      const ann = await clients.user()
      await ann.wire.say(Uint8Array.of(0xff, 0xfb, 0x1f, 0xff, 0xfd, 0x01))
      await ann.nothing()
    },
  },
])
