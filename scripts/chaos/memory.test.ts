import { growthOf, MEBIBYTE } from './memory.ts'

const MINUTE = 60_000

/** A sample a second. */
function samples(bytesAt: (second: number) => number) {
  return Array.from({ length: 60 }, (_, second) => ({ at: second * 1000, bytes: bytesAt(second) }))
}

test('what a program takes while it warms up is not growth', () => {
  const taken = samples((second) => (second < 15 ? second : 100) * MEBIBYTE)
  expect(growthOf(taken, MINUTE)).toEqual({ early: 100 * MEBIBYTE, late: 100 * MEBIBYTE })
})

test('what it takes more and more is', () => {
  const growth = growthOf(
    samples((second) => second * MEBIBYTE),
    MINUTE,
  )
  expect(growth).toEqual({ early: 24 * MEBIBYTE, late: 54 * MEBIBYTE })
})

test('a single high sample is not', () => {
  const growth = growthOf(
    samples((second) => (second === 50 ? 1000 : 100) * MEBIBYTE),
    MINUTE,
  )
  expect(growth?.late).toBe(100 * MEBIBYTE)
})

test('without samples there is nothing to compare', () => {
  expect(growthOf([], MINUTE)).toBeUndefined()
})
