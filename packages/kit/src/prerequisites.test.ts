import type { Check } from '@parley/contract'
import { Prerequisites } from './prerequisites.ts'

type Known = Pick<Check<unknown>, 'rule' | 'variant' | 'scope' | 'needs'>

const hello: Known = { rule: 'echo-1.1' }
const spaces: Known = { rule: 'echo-1.1', variant: 'spaces' }
const echoed: Known = { rule: 'echo-1.2', needs: ['echo-1.1'] }
const longer: Known = { rule: 'echo-2.1', needs: ['echo-1.2'] }
const tricks: Known = { rule: 'echo-1.1', variant: 'tricks', scope: 'extension' }
const more: Known = { rule: 'echo-3.1', scope: 'extension', needs: ['echo-1.1'] }
const all = [hello, spaces, echoed, longer, tricks, more]

function after(check: Known, rule = check.rule, checks: readonly Known[] = all) {
  const prerequisites = new Prerequisites(checks)
  prerequisites.broken(check, rule)
  return prerequisites
}

test('what needs a rule is left out when its plain check has failed, and only then', () => {
  expect(after(hello).rootOf(echoed)).toBe('echo-1.1')
  expect(after(hello).rootOf(hello)).toBeUndefined()
  expect(after(spaces).rootOf(echoed)).toBeUndefined()
})

test('a rule that has no plain check is missing when any of its checks has failed', () => {
  expect(after(spaces, 'echo-1.1', [spaces, echoed]).rootOf(echoed)).toBe('echo-1.1')
})

test('a single check can be needed', () => {
  const picky: Known = { rule: 'echo-2.2', needs: ['echo-1.1.spaces'] }
  expect(after(spaces).rootOf(picky)).toBe('echo-1.1')
  expect(after(hello).rootOf(picky)).toBeUndefined()
})

test('a rule that another check has come upon is missing, and has been said', () => {
  const prerequisites = after(longer, 'echo-1.1')
  expect(prerequisites.rootOf(echoed)).toBe('echo-1.1')
  expect(['echo-1.1', 'echo-2.1'].map((rule) => prerequisites.isSaid(rule))).toEqual([true, false])
})

test('what was left out is missing too, because of the first rule', () => {
  const prerequisites = after(hello)
  prerequisites.leftOut(echoed, 'echo-1.1')
  expect(prerequisites.rootOf(longer)).toBe('echo-1.1')
  expect(prerequisites.isSaid('echo-1.2')).toBe(false)
})

test('what not every program has leaves out only its like', () => {
  const prerequisites = after(tricks, 'echo-1.1', [tricks, echoed, more])
  expect(prerequisites.rootOf(echoed)).toBeUndefined()
  expect(prerequisites.rootOf(more)).toBe('echo-1.1')
})
