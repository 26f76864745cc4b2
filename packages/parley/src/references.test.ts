import { jest } from '@jest/globals'
import { dialects, runTrial } from './testing/run-trial.ts'

jest.setTimeout(120_000)

/** So many checks of a server are tried at once; what does not pass then is tried alone. */
const SEVERAL = { server: 3, client: 2 } as const

const sides = ['server', 'client'] as const
const scopes = ['original', 'extended'] as const

const references = dialects.flatMap((dialect) =>
  sides.flatMap((side) =>
    scopes.map(
      (scope) =>
        [
          dialect.name,
          side,
          scope,
          { dialect, side, scope, seed: 2, parallel: SEVERAL[side] },
        ] as const,
    ),
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
