import { expect, test } from '@jest/globals'
import { type ListPlace, ScrollPlaces } from './scroll-places.ts'

const at = (top: number, list?: ListPlace) => ({ top, list })

test('a new entry begins at the top, and going back finds the place that was left', () => {
  const places = new ScrollPlaces(null)
  const first = places.state
  const row = { key: 7, above: 12 }
  expect(places.go(null, at(900, row))).toEqual(at(0))
  const second = places.state
  expect(places.go(first, at(40))).toEqual(at(900, row))
  expect(places.state).toEqual(first)
  expect(places.go(second, at(901))).toEqual(at(40))
  expect(places.go(null, at(0))).toEqual(at(0))
  expect([first, second, places.state].map(({ entry }) => entry)).toEqual([0, 1, 2])
})

test('a page that was loaded again goes on counting, and knows no older place', () => {
  const places = new ScrollPlaces({ entry: 7 })
  expect(places.go({ entry: 3 }, at(5))).toEqual(at(0))
  expect(places.go(null, at(0))).toEqual(at(0))
  expect(places.state).toEqual({ entry: 8 })
})

test('the oldest places are dropped', () => {
  const places = new ScrollPlaces(null)
  const first = places.state
  for (let count = 0; count < 101; count++) places.go(null, at(10))
  expect(places.go(first, at(0))).toEqual(at(0))
})
