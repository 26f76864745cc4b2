import { jest } from '@jest/globals'
import type { AnswerOf, CommandKind, CommandOf, Dialect, Line } from '@parley/contract'
import { LineBehind } from '@parley/faulty'
import { checkingFor, dialects, runTrial } from './testing/run-trial.ts'

jest.setTimeout(120_000)

/** How a user has left who had logged in. */
type Login = { left: 'without a word' | 'with a goodbye' }

class Watched extends LineBehind {
  readonly #logins: Login[]
  #own: Login | undefined

  constructor(line: Line, logins: Login[]) {
    super(line)
    this.#logins = logins
  }

  override ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    if (command.kind === 'logout' && this.#own !== undefined) this.#own.left = 'with a goodbye'
    this.line.ask<Kind>(command, (answer) => {
      if (command.kind === 'login' && answer.ok) {
        this.#own = { left: 'without a word' }
        this.#logins.push(this.#own)
      }
      then(answer)
    })
  }
}

function watched(dialect: Dialect, logins: Login[]): Dialect {
  return { ...dialect, serve: (line, options) => dialect.serve(new Watched(line, logins), options) }
}

/** vu has no goodbye. */
const withGoodbye = dialects.filter(({ name }) => name !== 'vu')

test.concurrent.each(withGoodbye.map((dialect) => [dialect.name, dialect] as const))(
  'each user of a check of a %s server leaves with a goodbye',
  async (_name, dialect) => {
    const rows = checkingFor(dialect).server.filter(
      ({ steps = [] }) =>
        steps.length > 0 && !steps.some((step) => / (ends|is closed)$/.test(step)),
    )
    const only = [...new Set(rows.map(({ rule }) => rule))]
    const logins: Login[] = []
    const trial = { dialect, side: 'server', scope: 'extended', seed: 2, only } as const
    await runTrial(trial, watched(dialect, logins))
    expect(logins.length).toBeGreaterThan(rows.length / 2)
    expect(logins.filter(({ left }) => left === 'without a word')).toEqual([])
  },
)
