import { Buffer } from 'node:buffer'
import { Segments } from './segments.ts'

const piece = Buffer.from('SEND bob hello there\n')

function cut(seed: number | undefined): readonly (readonly string[])[] {
  const segments = new Segments(seed)
  return [1, 2, 3].map(() => segments.of(piece).map(String))
}

test('the same seed cuts the same, another one otherwise, and nothing is lost', () => {
  expect(cut(7)).toEqual(cut(7))
  expect(cut(7)).not.toEqual(cut(8))
  for (const segments of cut(7)) expect(segments.join('')).toBe(String(piece))
  expect(cut(7).flat().length).toBeGreaterThan(3)
  expect(cut(7).flat()).not.toContain('')
})

test('without a seed a piece stays whole', () => {
  expect(cut(undefined).flat()).toEqual([String(piece), String(piece), String(piece)])
})
