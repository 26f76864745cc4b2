import type { Request } from '../../frames.ts'
import { type ClientCheck, expectLogin, logIn, startClient } from './test-server.ts'

const READS =
  'One read is not one line: keep what has come, and take a line whenever a \\n is there.'

const LONG = 20_000

export const lineEndCheck: ClientCheck = {
  rule: 'vu-1.1',
  title: 'ends a line with \\n',
  hint: 'Send "\\n" at the end of each line, and no "\\r" before it.',
  async run(stage) {
    const starting = startClient(stage)
    stage.person.login(stage.name())
    const wire = await starting
    await wire.expect('a line that ends with \\n alone', ({ text }) =>
      text.endsWith('\r\n') ? { why: 'it ends with \\r\\n', at: text.length - 2 } : undefined,
    )
  },
}

export const framingChecks: readonly ClientCheck[] = [
  {
    rule: 'vu-1.1c',
    title: 'writes words in upper case',
    hint: 'Send HELLO-FROM, LIST and SEND in capitals, as the protocol has them.',
    needs: ['vu-2.1', 'vu-4.2'],
    async run(stage) {
      const { wire } = await logIn(stage)
      const isWord = (frame: Request, text: string, kind: Request['kind'], word: string) =>
        frame.kind === kind && text.startsWith(word)
          ? undefined
          : { why: 'other words came', at: 0 }
      stage.person.list()
      await wire.expect('LIST\\n', ({ frame, text }) => isWord(frame, text, 'list', 'LIST'))
      await wire.say('LIST-OK ann\n')
      stage.person.send('bob', 'hello')
      await wire.expect('SEND bob hello\\n', ({ frame, text }) =>
        isWord(frame, text, 'send', 'SEND '),
      )
    },
  },
  {
    rule: 'vu-1.2d',
    title: 'reads several lines from one segment',
    hint: `What follows the first line is yours to keep too. ${READS}`,
    needs: ['vu-2.1', 'vu-4.2'],
    async run(stage) {
      const { name, wire } = await expectLogin(stage)
      const [one, two] = [stage.name(), stage.name()]
      await wire.say(`HELLO ${name}\nDELIVERY ann ${one}\nDELIVERY bob ${two}\n`)
      await stage.person.welcomed(name)
      await stage.person.shows(one)
      await stage.person.shows(two)
    },
  },
  {
    rule: 'vu-1.2d',
    variant: 'half',
    title: 'reads a line and the start of the next from one segment',
    hint: READS,
    needs: ['vu-2.1', 'vu-4.2', 'vu-1.2d'],
    async run(stage) {
      const { wire } = await logIn(stage)
      const [one, two] = [stage.name(), stage.name()]
      await wire.say(`DELIVERY ann ${one}\nDELIVERY bob ${two.slice(0, 4)}`)
      await stage.person.shows(one)
      await stage.pass(30)
      await wire.say(`${two.slice(4)}\n`)
      await stage.person.shows(two)
    },
  },
  {
    rule: 'vu-1.2c',
    title: 'reads lines that are cut and joined anywhere',
    hint: READS,
    needs: ['vu-2.1', 'vu-4.2'],
    segmented: true,
    async run(stage) {
      const { name, wire } = await expectLogin(stage)
      await wire.say(`HELLO ${name}\n`)
      await wire.say('DELIVERY b ü☃\n')
      await wire.say('DELIVERY e ☃ü\n')
      await stage.pass(0)
      await stage.person.welcomed(name)
      await stage.person.shows('ü☃')
      await stage.person.shows('☃ü')
    },
  },
  {
    rule: 'vu-1.2c',
    variant: 'long',
    title: 'reads a very long line',
    hint: `A line can be longer than any buffer. ${READS}`,
    needs: ['vu-2.1', 'vu-4.2', 'vu-1.2c'],
    async run(stage) {
      const { wire } = await logIn(stage)
      const from = stage.name()
      for (const size of [1100, 5000, LONG]) {
        const body = `${'☃ 0123456789 ü '.repeat(size / 15)}${stage.name()}`
        await wire.say(`DELIVERY ${from} ${body}\n`)
        await stage.person.shows(body)
      }
    },
  },
]
