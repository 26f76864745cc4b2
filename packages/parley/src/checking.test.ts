import type { Dialect } from '@parley/contract'
import { checkId, type Side } from '@parley/kit'
import { checkingOf } from './check/job.ts'
import { dialects } from './testing/run-trial.ts'

const sides = ['server', 'client'] as const
const each = dialects.map((dialect) => [dialect.name, dialect] as const)

function bound(dialect: Dialect, side: Side): readonly string[] {
  return dialect.rules.filter(({ binds }) => binds === 'both' || binds === side).map(({ id }) => id)
}

describe.each(each)('the checks of %s', (_name, dialect) => {
  test.each(sides)('%s: every rule has a check, or says why it has none', async (side) => {
    const checking = await checkingOf(dialect)
    const checked = new Set(checking[side].map(({ rule }) => rule))
    const excused = new Set(Object.keys(checking.unchecked[side]))
    const rules = bound(dialect, side)
    expect(rules.filter((id) => !checked.has(id) && !excused.has(id))).toEqual([])
    expect([...excused].filter((id) => checked.has(id) || !rules.includes(id))).toEqual([])
    expect([...checked].filter((id) => !rules.includes(id))).toEqual([])
  })

  test.each(sides)('%s: ids are unique, and what they name is there', async (side) => {
    const checking = await checkingOf(dialect)
    const ids = checking[side].map(checkId)
    const rules = dialect.rules.map(({ id }) => id)
    const known = new Set([...rules, ...ids])
    const named = [
      ...checking[side].flatMap(({ needs = [] }) => needs),
      ...checking.faults[side].flatMap(({ breaks }) => breaks),
    ]
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    expect(named.filter((id) => !known.has(id))).toEqual([])
  })

  test.each(sides)('%s: has wrong programs, each under a name of its own', async (side) => {
    const names = (await checkingOf(dialect)).faults[side].map(({ name }) => name)
    expect(names.length).toBeGreaterThanOrEqual(side === 'server' ? 6 : 4)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))).toEqual([])
  })
})
