import { jest } from '@jest/globals'
import type { Fault } from '@parley/contract'
import { checkingOf } from './check/job.ts'
import { dialects, type Trial, tryFault, tryOut } from './testing/trial.ts'

jest.setTimeout(120_000)

const sides = ['server', 'client'] as const
const scopes = ['original', 'extended'] as const

const faults: (readonly [string, string, string, Fault, Trial])[] = []
for (const dialect of dialects) {
  const checking = await checkingOf(dialect)
  for (const side of sides) {
    for (const fault of checking.faults[side]) {
      const trial = { dialect, side, scope: 'extended', seed: 1 } as const
      faults.push([dialect.name, side, fault.name, fault, trial])
    }
  }
}

const references = dialects.flatMap((dialect) =>
  sides.flatMap((side) =>
    scopes.map((scope) => [dialect.name, side, scope, { dialect, side, scope, seed: 2 }] as const),
  ),
)

test.each(references)('our own %s %s, %s, passes all its checks', async (_n, _s, _scope, trial) => {
  const { outcomes } = await tryOut(trial)
  const wrong = outcomes.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
  expect(wrong.map(({ id, verdict, failure }) => [id, verdict, failure?.why])).toEqual([])
  expect(outcomes.length).toBeGreaterThan(0)
})

test.each(faults)('a %s %s that is wrong (%s) is found', async (_n, _s, _f, fault, trial) => {
  expect((await tryFault(trial, fault)).length).toBeGreaterThan(0)
})
