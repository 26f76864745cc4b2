import { Ring } from './ring.ts'

function numbered(sequence: number) {
  return { sequence }
}

test('what does not fit is let go, the oldest first', () => {
  const ring = new Ring(10_000)
  for (let sequence = 1; sequence <= 5_000; sequence++) ring.add(numbered(sequence), 840)
  expect([ring.oldest, ring.newest]).toEqual([numbered(4_991), numbered(5_000)])
  expect(ring.size).toBe(10_000)
})

test('numbers may be left out', () => {
  const ring = new Ring(10_000)
  for (const sequence of [1, 2, 10, 11]) ring.add(numbered(sequence), 40)
  expect([0, 1, 2, 9, 10, 11].map((after) => ring.after(after)?.sequence)).toEqual([
    1,
    2,
    10,
    10,
    11,
    undefined,
  ])
  expect([0, 2, 10, 11].map((after) => ring.sizeAfter(after))).toEqual([800, 400, 200, 0])
})

test('one that does not fit at all is not kept', () => {
  const ring = new Ring(1_000)
  ring.add(numbered(1), 2_000)
  expect([ring.oldest, ring.size, ring.sizeAfter(0)]).toEqual([undefined, 0, 0])
})
