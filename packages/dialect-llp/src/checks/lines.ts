import type { Reply } from '../frames.ts'
import { ARRIVING, pair, SENDING } from './messages.ts'
import { flawOf, oneOf, Party, type ServerCheck, said } from './party.ts'

export const lineChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-1.1d',
    title: 'several lines in one piece',
    hint: 'When a line was read, look whether another one is there already, before you read on.',
    needs: ARRIVING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.wire.say(`MESSAGE ${bob.name}\none\ntwo\nXOXOXO\nLIST\n`)
      for (const line of [said.compose, said.delivered, said.data]) await ann.hears(line)
      await bob.gets({ from: ann.name, to: bob.name, lines: ['one', 'two'] })
    },
  },
  {
    rule: 'llp-1.1d',
    variant: 'login',
    title: 'a login and what follows in one piece',
    hint: 'Somebody may paste all lines at once: what stands behind the login is read as well.',
    needs: ['llp-3.2', 'llp-3.6'],
    async run(stage) {
      const guest = await new Party(stage).stranger()
      const name = stage.name()
      await guest.wire.say(`LOGIN ${name}\nLIST\nLIST\n`)
      for (const line of [`> OK - Hello ${name}`, said.data]) await guest.hears(line)
      const isReply = ({ kind }: Reply) => kind === 'status'
      await guest.wire.find(said.data, isReply, (heard) => flawOf(heard, said.data))
    },
  },
  {
    rule: 'llp-1.1',
    title: 'both ends of a line',
    hint: 'Telnet ends a line with \\r\\n and nc with \\n: read up to \\n and cut off a \\r before it.',
    needs: [...ARRIVING, 'llp-1.1b'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.wire.say(`MESSAGE ${bob.name}\r\n`)
      await ann.hears(said.compose)
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
    rule: 'llp-1.1e',
    title: 'lines that end with \\r\\0',
    hint: 'RFC 854 has a second way to end a line, \\r and a byte 0: some terminals send it.',
    needs: ['llp-3.2', 'llp-3.6'],
    async run(stage) {
      const ann = await new Party(stage).user()
      await ann.wire.say('LIST\r\0')
      await ann.hears(said.data)
    },
  },
  {
    rule: 'llp-1.1a',
    title: 'white space behind a command',
    hint: 'Cut blanks and tabs off the end of a command before you look at it.',
    needs: ['llp-3.2', 'llp-3.7'],
    async run(stage) {
      const guest = await new Party(stage).stranger()
      const name = stage.name()
      await guest.say(`LOGIN ${name}  `)
      await guest.hears(`> OK - Hello ${name}`)
      await guest.say(`MESSAGE ${name} \t`)
      await guest.hears(said.compose)
      await guest.say('XOXOXO')
      await guest.match(said.delivered, ({ frame }) =>
        frame.kind === 'status' && !frame.ok ? { why: 'the name was not found' } : undefined,
      )
    },
  },
  {
    rule: 'llp-1.4',
    title: 'what is in a text arrives as it is',
    hint: 'Read and write UTF-8, and change nothing in a text: no blanks, no letters, no signs.',
    needs: ARRIVING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const lines = [
        'grüße, ♥ κόσμε 日本語 👩‍🚀',
        '  two blanks before,  two  within',
        'a tab\there, a \\n, a "quote", a | and a %s',
        'e\u0301 and é are not the same',
      ]
      await ann.write(bob.name, ...lines)
      await bob.gets({ from: ann.name, to: bob.name, lines })
    },
  },
  {
    rule: 'llp-1.1c',
    title: 'a conversation cut anywhere',
    hint: 'Keep what a read returns and look for \\n in all that has come; one read is not one line.',
    needs: [...ARRIVING, 'llp-1.4'],
    manner: 'framing',
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.wire.say(`MESSAGE ${bob.name}\n`)
      await ann.wire.say('grüße 👩‍🚀\n')
      await ann.wire.say('XOXOXO\n')
      await ann.hears(said.compose)
      await ann.hears(said.delivered)
      const lines = ['grüße 👩‍🚀']
      await bob.gets({ from: ann.name, to: bob.name, lines }, 'llp-1.4')
      await bob.say('LIST')
      await bob.hears(said.data, 'llp-3.6')
    },
  },
  {
    rule: 'llp-1.1c',
    variant: 'long',
    title: 'a line that takes several reads',
    hint: 'A line may be longer than what one read returns: read on until its \\n has come.',
    needs: ARRIVING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const length = Math.min(20_000, stage.options.maxLine - 8, stage.options.maxBody - 8)
      const line = 'love é '
        .repeat(length)
        .slice(0, Math.floor(length * 0.8))
        .trimEnd()
      await ann.compose(bob.name)
      await ann.say(line, 'XOXOXO')
      const answer = await ann.match(said.delivered, oneOf(said.delivered, said.tooLong))
      if (answer.text.trimEnd() === said.tooLong) {
        stage.skip(`a line of ${length} bytes is too long for this server; say --option maxLine=…`)
      }
      await bob.gets({ from: ann.name, to: bob.name, lines: [line] })
    },
  },
  {
    rule: 'llp-1.4d',
    title: 'white space at the end of a line of a text',
    hint: 'Cut white space off to look for XOXOXO, and still keep the line as it came.',
    needs: [...ARRIVING, 'llp-1.4'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const lines = ['two blanks  ', '   ', 'the end']
      await ann.write(bob.name, ...lines)
      await bob.gets({ from: ann.name, to: bob.name, lines })
    },
  },
  {
    rule: 'llp-1.2',
    title: 'what PuTTY says first',
    hint: 'Take Telnet commands (byte ff and what belongs to it) out of what comes, before the lines.',
    needs: ['llp-3.2', 'llp-3.6', 'llp-1.1c', 'llp-1.1d'],
    manner: 'framing',
    async run(stage) {
      const guest = await new Party(stage).stranger()
      const name = stage.name()
      await guest.wire.say(
        Uint8Array.of(
          ...[0xff, 0xfb, 0x1f, 0xff, 0xfb, 0x20, 0xff, 0xfb, 0x18, 0xff, 0xfb, 0x27, 0xff, 0xfd],
          ...[0x01, 0xff, 0xfb, 0x03, 0xff, 0xfd, 0x03],
          ...bytes(`LOGIN ${name}`),
          ...[0xff, 0xfa, 0x18, 0x00, ...bytes('xterm\n'), 0xff, 0xf0, 0xff, 0xf1],
          ...bytes('\r\n'),
        ),
      )
      await guest.hears(`> OK - Hello ${name}`)
      await guest.wire.say(
        Uint8Array.of(...bytes('LI'), 0xff, 0xfc, 0x18, ...bytes('ST'), 0xff, 0xfe, 0x01, 10),
      )
      await guest.hears(said.data)
    },
  },
  {
    rule: 'llp-1.2a',
    title: 'no answer to Telnet commands',
    hint: 'Take Telnet commands out and write nothing for them.',
    needs: ['llp-3.2', 'llp-1.2'],
    async run(stage) {
      const ann = await new Party(stage).user()
      await ann.wire.say(Uint8Array.of(0xff, 0xfb, 0x1f, 0xff, 0xfd, 0x01))
      await ann.nothing()
    },
  },
  {
    rule: 'llp-1.5',
    title: 'answers to somebody who says no more',
    hint: 'A read that gives nothing ends the reading; first answer every line that had come.',
    needs: ['llp-3.2', 'llp-3.6', 'llp-1.1d'],
    async run(stage) {
      const guest = await new Party(stage).stranger()
      const name = stage.name()
      await guest.wire.say(`LOGIN ${name}\nLIST\n`)
      guest.wire.end()
      for (const line of [`> OK - Hello ${name}`, said.data]) await guest.hears(line)
    },
  },
  {
    rule: 'llp-1.5a',
    title: 'the others when somebody breaks off in a message',
    hint: 'Catch the errors of each connection by itself; a half message is thrown away.',
    needs: ARRIVING,
    async run(stage) {
      const { party, ann, bob } = await pair(stage)
      const cat = await party.user()
      await cat.compose(bob.name)
      await cat.say('half a message')
      await cat.wire.say('half a li')
      cat.wire.reset()
      await ann.reaches(bob, 'llp-1.5a')
      await party.user(stage.name(), 'llp-1.5a')
    },
  },
  {
    rule: 'llp-1.5a',
    variant: 'bytes',
    title: 'the others when somebody sends bytes that are no text',
    hint: 'Decoding may fail: catch that where the connection is read, so that only that one ends.',
    needs: ARRIVING,
    async run(stage) {
      const { party, ann, bob } = await pair(stage)
      const stranger = await party.stranger()
      await stranger.wire.say(Uint8Array.of(...bytes('LOGIN '), 0xc3, 0x28, 0x80, 0x0d, 10))
      const cat = await party.user(stage.name(), 'llp-1.5a')
      await cat.say(`MESSAGE ${bob.name}`)
      await cat.wire.say(Uint8Array.of(0xe2, 0x82, 10, 0xfe, 10))
      await ann.reaches(bob, 'llp-1.5a')
      await party.user(stage.name(), 'llp-1.5a')
    },
  },
  {
    rule: 'llp-1.5b',
    title: 'a message that cannot be delivered',
    hint: 'Writing to a connection that has broken off is an error: catch it, and go on.',
    needs: [...SENDING, 'llp-4.1'],
    async run(stage) {
      const { party, ann, bob } = await pair(stage)
      const cat = await party.user()
      await ann.compose(cat.name)
      await ann.say('hello')
      cat.wire.reset()
      await ann.say('XOXOXO')
      await ann.match('an answer', oneOf(said.delivered, said.nobody))
      await ann.reaches(bob, 'llp-1.5b')
    },
  },
]

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
