import { Numbering } from './numbering.ts'

const placesOf = (numbering: Numbering, count: number) =>
  Array.from({ length: count }, (_, index) => numbering.placeOf(index + 1))

describe('numbers and places', () => {
  test('without removals they are the same', () => {
    const numbering = new Numbering(3, [])
    expect(placesOf(numbering, 4)).toEqual([1, 2, 3, undefined])
    expect([1, 2, 3].map((place) => numbering.numberOf(place))).toEqual([1, 2, 3])
  })

  test('there is none below 1, between two, or beyond the last', () => {
    const numbering = new Numbering(3, [])
    for (const number of [0, -1, 1.5, 4, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(numbering.placeOf(number)).toBeUndefined()
    }
  })

  test('removed places are skipped, wherever they are', () => {
    const numbering = new Numbering(9, [1, 2, 5, 9])
    expect(placesOf(numbering, 6)).toEqual([3, 4, 6, 7, 8, undefined])
    expect([3, 4, 6, 7, 8].map((place) => numbering.numberOf(place))).toEqual([1, 2, 3, 4, 5])
    expect(numbering.size).toBe(5)
  })

  test('removing in any order, restoring, and going on', () => {
    const numbering = new Numbering(5, [])
    for (const place of [4, 2, 3]) numbering.remove(place)
    expect(placesOf(numbering, 3)).toEqual([1, 5, undefined])
    numbering.restore(3)
    numbering.add()
    expect(placesOf(numbering, 5)).toEqual([1, 3, 5, 6, undefined])
    numbering.takeBack()
    expect(placesOf(numbering, 4)).toEqual([1, 3, 5, undefined])
  })

  test('both ways agree, whichever places are removed', () => {
    for (let pattern = 0; pattern < 256; pattern++) {
      const removed = [1, 2, 3, 4, 5, 6, 7, 8].filter((place) => (pattern >> (place - 1)) & 1)
      const numbering = new Numbering(8, removed)
      const left = [1, 2, 3, 4, 5, 6, 7, 8].filter((place) => !removed.includes(place))
      expect(placesOf(numbering, left.length)).toEqual(left)
      expect(left.map((place) => numbering.numberOf(place))).toEqual(left.map((_, at) => at + 1))
    }
  })

  test('what is let go keeps the numbers behind it, and can be taken back', () => {
    const numbering = new Numbering(9, [2, 4, 7])
    expect(numbering.until(5)).toEqual({ place: 5, removed: 2 })
    const takeBack = numbering.dropOldest(numbering.until(5))
    expect([6, 8, 9].map((place) => numbering.numberOf(place))).toEqual([4, 5, 6])
    expect(placesOf(numbering, 7)).toEqual([undefined, undefined, undefined, 6, 8, 9, undefined])
    expect(numbering.size).toBe(6)
    numbering.remove(8)
    numbering.add()
    expect(placesOf(numbering, 6).slice(3)).toEqual([6, 9, 10])
    expect(numbering.until(8)).toEqual({ place: 8, removed: 4 })
    numbering.takeBack()
    numbering.restore(8)
    takeBack()
    expect(placesOf(numbering, 6)).toEqual([1, 3, 5, 6, 8, 9])
  })
})
