import { minimise } from './minimise.ts'

async function least(count: number, needed: readonly number[], most = Number.POSITIVE_INFINITY) {
  let asked = 0
  const items = Array.from({ length: count }, (_, index) => index)
  const fails = async (some: readonly number[]) => {
    asked += 1
    return needed.every((one) => some.includes(one))
  }
  const left = await minimise(items, fails, () => asked >= most)
  return { left, asked }
}

test.each([
  [1, [0]],
  [8, [3]],
  [9, [0, 8]],
  [100, [7, 50, 51]],
  [5, []],
  [6, [0, 1, 2, 3, 4, 5]],
])('of %d items finds those that are needed: %j', async (count, needed) => {
  expect((await least(count, needed)).left).toEqual(needed)
})

test('asks much less often than there are items, and never more often than it may', async () => {
  expect((await least(1000, [700])).asked).toBeLessThan(40)
  const { left, asked } = await least(1000, [1, 999], 5)
  expect(asked).toBe(5)
  expect(left).toEqual(expect.arrayContaining([1, 999]))
})
