import { expect, test } from '@jest/globals'
import { Rest } from './rest.ts'

test('steady work rests forty times as long', () => {
  const rest = new Rest()
  for (let time = 0; time < 100; time++) rest.after(2)
  expect(rest.after(2)).toBeCloseTo(80, 3)
})

test('work that takes long once delays the next by an eighth of its rest, and others by less and less', () => {
  const rest = new Rest()
  const rests = [40, 0, 0, 0].map((work) => rest.after(work))
  expect(rests).toEqual([200, 175, 153.125, 133.984375])
})

test('in all it rests as long as each time by itself would', () => {
  const rest = new Rest()
  let sum = rest.after(40)
  for (let time = 0; time < 200; time++) sum += rest.after(0)
  expect(sum).toBeCloseTo(40 * 40, 3)
})
