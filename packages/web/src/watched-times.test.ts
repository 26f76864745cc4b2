import { expect, test } from '@jest/globals'
import { WatchedTimes } from './watched-times.ts'

test('times end and begin again, and what was let go is not counted', () => {
  const times = new WatchedTimes()
  times.begin(10)
  expect(times.since(undefined)).toEqual([{ from: 10 }])
  times.end(20)
  times.begin(30)
  times.end(40)
  times.begin(50)
  expect(times.since(undefined)).toEqual([{ from: 10, to: 20 }, { from: 30, to: 40 }, { from: 50 }])
  expect(times.since(35)).toEqual([{ from: 35, to: 40 }, { from: 50 }])
  expect(times.since(60)).toEqual([{ from: 60 }])
})

test('only the newest times are remembered', () => {
  const times = new WatchedTimes()
  for (let now = 0; now < 100; now++) {
    times.begin(now)
    times.end(now)
  }
  expect(times.since(undefined)).toHaveLength(20)
  expect(times.since(undefined)[0]).toEqual({ from: 80, to: 80 })
})
