import { NONE } from '@parley/checks'
import type { Request } from '../../frames.ts'
import { checks, LOGIN } from './test-server.ts'

const READS =
  'One read is not one line: keep what has come, and take a line whenever a \\n is there.'

const LONG = 20_000

export const lineEndChecks = checks(NONE, [
  {
    id: 'vu-1.1',
    title: 'ends a line with \\n',
    hint: 'Send "\\n" at the end of each line, and no "\\r" before it.',
    login: 'none',
    async run(server) {
      await server.start(() => server.person.login(server.name))
      await server.wire.expect('a line that ends with \\n alone', ({ text }) =>
        text.endsWith('\r\n') ? { why: 'it ends with \\r\\n', at: text.length - 2 } : undefined,
      )
    },
  },
])

export const framingChecks = checks(LOGIN, [
  {
    id: 'vu-1.1c',
    title: 'writes words in upper case',
    hint: 'Send HELLO-FROM, LIST and SEND in capitals, as the protocol has them.',
    async run({ person, wire }) {
      const isWord = (frame: Request, text: string, kind: Request['kind'], word: string) =>
        frame.kind === kind && text.startsWith(word)
          ? undefined
          : { why: 'other words came', at: 0 }
      person.list()
      await wire.expect('LIST\\n', ({ frame, text }) => isWord(frame, text, 'list', 'LIST'))
      await wire.say('LIST-OK ann\n')
      person.send('bob', 'hello')
      await wire.expect('SEND bob hello\\n', ({ frame, text }) =>
        isWord(frame, text, 'send', 'SEND '),
      )
    },
  },
  {
    id: 'vu-1.2d',
    title: 'reads several lines from one segment',
    hint: `What follows the first line is yours to keep too. ${READS}`,
    steps: [
      'server> DELIVERY ann {one}\nDELIVERY bob {two}\nDELIVERY ann {three}\n',
      'user sees {one}',
      'user sees {two}',
      'user sees {three}',
    ],
  },
  {
    id: 'vu-1.2e',
    title: 'shows messages that come in one segment with HELLO',
    hint: `Whatever reads after the login begins with what the login has read too much. ${READS}`,
    login: 'asked',
    async run(server) {
      const { name, person } = server
      const [one, two] = [server.word(), server.word()]
      await server.says(`HELLO ${name}\nDELIVERY ann ${one}\nDELIVERY bob ${two}\n`)
      await person.welcomed(name, 'vu-4.2')
      await person.shows(one)
      await person.shows(two)
    },
  },
  {
    id: 'vu-1.2d.later',
    title: 'shows two messages that come in one segment, after which nothing comes',
    hint: `Show every line that a read brings, not only the first. ${READS}`,
    steps: [
      'pause 30',
      'server> DELIVERY ann {one}\nDELIVERY bob {two}\n',
      'user sees {one}',
      'user sees {two}',
    ],
  },
  {
    id: 'vu-1.2d.half',
    title: 'reads a line and the start of the next from one segment',
    hint: READS,
    needs: ['vu-1.2d'],
    steps: [
      'server> DELIVERY ann {one}\nDELIVERY bob half',
      'user sees {one}',
      'pause 30',
      'server> of{two}\n',
      'user sees halfof{two}',
    ],
  },
  {
    id: 'vu-1.2c',
    title: 'reads lines that are cut and joined anywhere',
    hint: READS,
    segmented: true,
    login: 'asked',
    async run({ name, person, stage, wire }) {
      await wire.say(`HELLO ${name}\n`)
      await person.welcomed(name, 'vu-4.2')
      await wire.say('DELIVERY b first\n')
      await wire.say('DELIVERY e second\n')
      await stage.pass(0)
      await person.shows('first')
      await person.shows('second')
    },
  },
  {
    id: 'vu-1.2c.letters',
    title: 'reads letters outside ASCII that are cut anywhere',
    hint: `A read can end within a character: decode whole lines, not what one read returns. ${READS}`,
    needs: ['vu-1.2c'],
    segmented: true,
    async run({ person, stage, wire }) {
      await wire.say('DELIVERY b ü☃\n')
      await wire.say('DELIVERY e ☃ü\n')
      await stage.pass(0)
      await person.shows('ü☃')
      await person.shows('☃ü')
    },
  },
  {
    id: 'vu-1.2c.long',
    title: 'reads a very long line',
    hint: `A line can be longer than any buffer. ${READS}`,
    needs: ['vu-1.2c'],
    async run(server) {
      const from = server.word()
      for (const size of [1100, 5000, LONG]) {
        const body = `${'0123456789 long '.repeat(size / 16)}${server.word()}`
        await server.says(`DELIVERY ${from} ${body}\n`)
        await server.person.shows(body)
      }
    },
  },
])
