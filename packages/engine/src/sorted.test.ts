import { Sorted } from './sorted.ts'

const numbers = (...items: readonly number[]) => {
  const sorted = new Sorted<number>((one, other) => one - other)
  for (const item of items) sorted.add(item)
  return sorted
}

const all = (sorted: Sorted<number>) => sorted.slice(0, sorted.size)

test('what is added in any order comes in order', () => {
  expect(all(numbers(3, 1, 2, 2, 9, 0))).toEqual([0, 1, 2, 2, 3, 9])
})

test('one of those that are equal is removed, or as many as are named', () => {
  const sorted = numbers(1, 2, 2, 2, 3)
  sorted.remove(2)
  sorted.remove(1)
  expect(all(sorted)).toEqual([2, 2, 3])
  sorted.removeAll([2, 3])
  expect(all(sorted)).toEqual([2])
  expect(sorted.count((item) => item < 2)).toBe(0)
  expect(sorted.count((item) => item < 3)).toBe(1)
})
