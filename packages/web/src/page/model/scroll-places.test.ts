import { expect, test } from '@jest/globals'
import { ScrollPlaces } from './scroll-places.ts'

test('a new entry begins at the top, and going back finds the place that was left', () => {
  const places = new ScrollPlaces(null)
  const first = places.state
  expect(places.go(null, 900)).toBe(0)
  const second = places.state
  expect(places.go(first, 40)).toBe(900)
  expect(places.state).toEqual(first)
  expect(places.go(second, 901)).toBe(40)
  expect(places.go(null, 0)).toBe(0)
  expect([first, second, places.state].map(({ entry }) => entry)).toEqual([0, 1, 2])
})

test('a page that was loaded again goes on counting, and knows no older place', () => {
  const places = new ScrollPlaces({ entry: 7 })
  expect(places.go({ entry: 3 }, 5)).toBe(0)
  expect(places.go(null, 0)).toBe(0)
  expect(places.state).toEqual({ entry: 8 })
})

test('the oldest places are dropped', () => {
  const places = new ScrollPlaces(null)
  const first = places.state
  for (let count = 0; count < 101; count++) places.go(null, 10)
  expect(places.go(first, 0)).toBe(0)
})
