import { expect, test } from '@jest/globals'
import { Heights, windowOf } from './heights.ts'

test('places and rows agree with a sum of the heights', () => {
  const heights = new Heights(10)
  const plain: number[] = []
  let seed = 7
  const random = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % most
  }
  for (let step = 0; step < 300; step++) {
    heights.resize(plain.length + 3)
    plain.push(10, 10, 10)
    const at = random(plain.length)
    const height = 1 + random(50)
    expect(heights.set(at, height)).toBe(height - (plain[at] ?? 0))
    plain[at] = height
    if (step % 50 === 49) {
      heights.dropFirst(20)
      plain.splice(0, 20)
    }
  }
  const sum = (to: number) => plain.slice(0, to).reduce((all, one) => all + one, 0)
  expect([heights.count, heights.total]).toEqual([plain.length, sum(plain.length)])
  for (let at = 0; at < plain.length; at++) {
    expect(heights.offsetOf(at)).toBe(sum(at))
    expect(heights.indexAt(sum(at))).toBe(at)
    expect(heights.indexAt(sum(at + 1) - 1)).toBe(at)
  }
  expect(heights.indexAt(1e9)).toBe(plain.length - 1)
})

test('of 100,000 rows only those near the view are in the document', () => {
  const heights = new Heights(200)
  heights.resize(100_000)
  expect(windowOf(heights, 1_000_000, 800)).toEqual({ from: 4998, to: 5007 })
  expect(windowOf(heights, 0, 800)).toEqual({ from: 0, to: 7 })
  expect(windowOf(heights, heights.total, 800).to).toBe(100_000)
  for (let at = 0; at < 2000; at++) heights.set(at, 0)
  const { from, to } = windowOf(heights, 0, 800)
  expect(to - from).toBeLessThanOrEqual(100)
  expect(windowOf(new Heights(10), 0, 800)).toEqual({ from: 0, to: 0 })
})
