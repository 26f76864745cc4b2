import { jest } from '@jest/globals'
import { checkId } from '@parley/kit'
import { checkingFor, dialects, runTrial } from './testing/run-trial.ts'

jest.setTimeout(120_000)

/** So many checks of a server are tried at once; what does not pass then is tried alone. */
const SEVERAL = { server: 3, client: 2 } as const

const sides = ['server', 'client'] as const
const scopes = ['original', 'extended'] as const

/** With extensions only their own checks, since `npm run kill-score -- --right` tries all in both ways. */
const references = dialects.flatMap((dialect) =>
  sides.flatMap((side) =>
    scopes.flatMap((scope) => {
      const of = checkingFor(dialect)[side].filter((check) => check.scope === 'extension')
      const only = scope === 'extended' ? of.map((check) => checkId(check)) : []
      const trial = { dialect, side, scope, seed: 2, only, parallel: SEVERAL[side] }
      return scope === 'extended' && only.length === 0
        ? []
        : [[dialect.name, side, scope, trial] as const]
    }),
  ),
)

test.concurrent.each(references)(
  'our own %s %s, %s, passes all its checks',
  async (_n, _s, _scope, trial) => {
    const { outcomes } = await runTrial(trial)
    const wrong = outcomes.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
    expect(wrong.map(({ id, verdict, failure }) => [id, verdict, failure?.why])).toEqual([])
    expect(outcomes.length).toBeGreaterThan(0)
  },
)
