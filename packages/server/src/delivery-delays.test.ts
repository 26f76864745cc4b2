import { DELAY_BOUNDS, Delays } from './counts.ts'
import { DeliveryDelays, WriteClock } from './delivery-delays.ts'

let now: number
let turn: number
let delays: Delays
let deliveries: DeliveryDelays

beforeEach(() => {
  now = 1_000
  turn = 1
  delays = new Delays()
  const clock = {
    time: () => now,
    get count() {
      return turn
    },
  }
  deliveries = new DeliveryDelays(delays, new WriteClock(clock), 8)
})

/** How many delays were counted, by the upper bound of their interval. */
function counted(): [number | undefined, number][] {
  const all = delays.counts.map((count, interval): [number | undefined, number] => {
    return [DELAY_BOUNDS[interval], count]
  })
  return all.filter(([, count]) => count > 0)
}

test('a delay on a bound is counted below it, and one above all bounds is counted too', () => {
  for (const delay of [0, 0.1, 0.11, 5, 10_000, 10_001]) delays.add(delay, 1)
  expect(counted()).toEqual([
    [0.1, 2],
    [0.25, 1],
    [5, 1],
    [10_000, 1],
    [undefined, 1],
  ])
  expect(delays.sum).toBeCloseTo(20_006.21)
})

test('deliveries that are written at the end of their turn are counted then, each from its own read', () => {
  deliveries.add(990, 1)
  deliveries.add(990, 2)
  deliveries.add(999, 3)
  expect(counted()).toEqual([])
  deliveries.written()
  expect(counted()).toEqual([
    [1, 1],
    [10, 2],
  ])
  deliveries.written()
  expect(delays.counts.reduce((sum, count) => sum + count)).toBe(3)
})

test('deliveries of many frames are counted all the same', () => {
  for (let frame = 1; frame <= 20; frame++) deliveries.add(frame < 15 ? 990 : 999, frame)
  deliveries.written()
  expect(counted()).toEqual([
    [1, 6],
    [10, 14],
  ])
})

test('deliveries that wait for their pace are counted when their last frame is sent', () => {
  deliveries.add(1_000, 1)
  deliveries.add(1_000, 3)
  deliveries.wait(2)
  deliveries.sent(2)
  expect(counted()).toEqual([])
  now += 20
  turn += 1
  deliveries.sent(1)
  expect(counted()).toEqual([[25, 1]])
  now += 20
  turn += 1
  deliveries.sent(1)
  expect(counted()).toEqual([[25, 1]])
  now += 40
  turn += 1
  deliveries.sent(5)
  expect(counted()).toEqual([
    [25, 1],
    [100, 1],
  ])
})

test('what comes later waits behind what was there, frames that are no delivery among them', () => {
  deliveries.add(1_000, 1)
  deliveries.wait(0)
  deliveries.add(1_000, 1)
  deliveries.wait(2)
  deliveries.sent(2)
  expect(counted()).toEqual([[0.1, 1]])
  now += 5
  turn += 1
  deliveries.sent(1)
  expect(counted()).toEqual([
    [0.1, 1],
    [5, 1],
  ])
})

test('a delivery without a frame is not counted, nor one that is never written', () => {
  deliveries.add(1_000, 0)
  deliveries.written()
  deliveries.add(1_000, 1)
  deliveries.wait(0)
  deliveries.add(1_000, 1)
  deliveries.clear()
  deliveries.sent(2)
  deliveries.written()
  expect(counted()).toEqual([])
})

test('the clock is read once for sixteen writes of a turn', () => {
  const times: number[] = []
  const clock = new WriteClock({ count: 1, time: () => times.push(0) })
  for (let write = 0; write < 33; write++) expect(clock.now).toBe(Math.floor(write / 16) + 1)
  expect(times).toHaveLength(3)
})
