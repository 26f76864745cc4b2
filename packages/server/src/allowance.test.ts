import { Allowance } from './allowance.ts'

test('a burst at once, then as many a second as allowed', () => {
  const allowance = new Allowance(3, 10, 0)
  expect([1, 2, 3].map(() => allowance.take(0))).toEqual([0, 0, 0])
  expect(allowance.take(0)).toBe(100)
  expect(allowance.take(60)).toBe(40)
  expect(allowance.take(100)).toBe(0)
  expect(allowance.take(100)).toBe(100)
})

test('rest fills it again, never beyond the burst', () => {
  const allowance = new Allowance(2, 10, 0)
  allowance.take(0)
  allowance.take(0)
  expect([1, 2, 3].map(() => allowance.take(60_000))).toEqual([0, 0, 100])
})
