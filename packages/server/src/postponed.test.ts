import { MOST_POSTPONED, PostponedBytes } from './postponed.ts'

test('refuses what would be too many, and takes them again once others are gone', () => {
  const bytes = new PostponedBytes()
  expect(bytes.add(MOST_POSTPONED - 10)).toBe(true)
  expect(bytes.add(11)).toBe(false)
  expect(bytes.add(10)).toBe(true)
  bytes.remove(1)
  expect(bytes.add(2)).toBe(false)
  expect(bytes.add(1)).toBe(true)
})
