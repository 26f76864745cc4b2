import { Party, type ServerCheck, type Stage } from './party.ts'

const NEEDS = ['vu-2.1a', 'vu-3.3', 'vu-3.3a', 'vu-3.3c']

/** A SEND over the limit, with what would be commands in it. */
function overLong(stage: Stage, to: string): string {
  const start = `SEND ${to} `
  return `${start}${'SEND x y '.repeat((stage.options.maxLine + 100) / 9)}\n`
}

export const limitChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-1.2',
    title: 'a line over the limit',
    hint: 'Count the bytes of a line as they come; past the limit, answer once and drop the rest.',
    needs: NEEDS,
    scope: 'extension',
    async run(stage) {
      const party = new Party(stage)
      const { wire } = await party.user()
      await party.ask(wire, overLong(stage, party.word()), 'BAD-RQST-BODY\n')
      await party.ask(wire, 'FLY\n', 'BAD-RQST-HDR\n')
    },
  },
  {
    rule: 'vu-1.2a',
    title: 'nothing of a line over the limit is done',
    hint: 'Drop all of the line, its beginning and its end.',
    needs: [...NEEDS, 'vu-1.2'],
    scope: 'extension',
    async run(stage) {
      const party = new Party(stage)
      const [from, to] = [await party.user(), await party.user()]
      await party.ask(from.wire, overLong(stage, to.name), 'BAD-RQST-BODY\n', 'vu-1.2')
      await party.pass(from, to, party.word(), 'vu-1.2a')
    },
  },
  {
    rule: 'vu-1.2b',
    title: 'after a line over the limit',
    hint: 'Keep the connection, and read on behind the next \\n.',
    needs: [...NEEDS, 'vu-1.2'],
    scope: 'extension',
    async run(stage) {
      const party = new Party(stage)
      const { wire } = await party.user()
      for (const _ of [1, 2]) {
        await party.ask(wire, overLong(stage, party.word()), 'BAD-RQST-BODY\n', 'vu-1.2')
        await party.ask(wire, `SEND ${party.word()} hello\n`, 'BAD-DEST-USER\n')
      }
    },
  },
]
