import { jest } from '@jest/globals'
import { type Kinds, type PacedOutput, Pacer } from './pacer.ts'
import { Turn } from './turn.ts'

const PACE = 50
const EVENT: Kinds = { answers: 0, kept: 0 }

let writes: { readonly at: number; readonly frames: readonly string[] }[]
let pacer: Pacer
let turn: Turn
let blocked: boolean
/** How long writing takes, in milliseconds. */
let slow: number

beforeEach(() => {
  jest.useFakeTimers({ now: 0 })
  writes = []
  slow = 0
  turn = new Turn(
    () => {},
    () => {},
    { now: Date.now, elapsed: Date.now },
  )
  blocked = false
  pacer = new Pacer(PACE, 4 * 1024 * 1024, turn, output)
})

const output: PacedOutput = {
  send(frames) {
    jest.setSystemTime(Date.now() + slow)
    writes.push({ at: Date.now(), frames: frames.map(String) })
  },
  get blocked() {
    return blocked
  },
}

afterEach(() => {
  jest.useRealTimers()
})

function add(frames: readonly string[], kinds = EVENT): void {
  turn.begin()
  pacer.add(frames, kinds)
}

/** Frames that say when they came. */
const stamped = (count: number) => Array.from({ length: count }, () => `${Date.now()}`)
const sent = () => writes.flatMap(({ frames }) => frames)
const gaps = () => writes.slice(1).map(({ at }, index) => at - (writes[index]?.at ?? 0))
const ages = () => writes.flatMap(({ at, frames }) => frames.map((frame) => at - Number(frame)))

test('a short burst goes out one frame a write, its pace apart, in order', () => {
  add(['a', 'b', 'c'])
  add(['d'])
  jest.advanceTimersByTime(1000)
  expect(writes).toEqual([
    { at: 0, frames: ['a'] },
    { at: PACE, frames: ['b'] },
    { at: 2 * PACE, frames: ['c'] },
    { at: 3 * PACE, frames: ['d'] },
  ])
})

test('the pace lies between the writes themselves, however late a turn or a write is', () => {
  slow = 30
  add(stamped(5))
  jest.advanceTimersByTime(1000)
  expect(Math.min(...gaps())).toBeGreaterThanOrEqual(PACE)
})

test('what was kept for a user who logs in is told at half the pace, one frame a write', () => {
  add(stamped(60), { answers: 0, kept: 59 })
  jest.advanceTimersByTime(20_000)
  expect(writes.map(({ frames }) => frames.length)).toEqual(Array(60).fill(1))
  expect(new Set(gaps())).toEqual(new Set([2 * PACE]))
})

test('answers keep the pace also where there are many', () => {
  add(stamped(100), { answers: 100, kept: 0 })
  jest.advanceTimersByTime(20_000)
  expect(new Set(gaps())).toEqual(new Set([PACE]))
})

test('a thousand kept messages are told within about ten seconds, and in order', () => {
  const frames = Array.from({ length: 1000 }, (_, index) => `${index}`)
  add(frames, { answers: 0, kept: 1000 })
  jest.advanceTimersByTime(11_000)
  expect(sent()).toEqual(frames)
})

test('whatever comes, and for how long, no frame waits for much more than 1.8 s', () => {
  for (let time = 0; time < 30_000; time += 1000 / 60) {
    jest.advanceTimersByTime(time - Date.now())
    add(stamped(1))
  }
  jest.advanceTimersByTime(5_000)
  expect(ages()).toHaveLength(1800)
  expect(Math.max(...ages())).toBeLessThan(2_000)
  expect(Math.min(...gaps())).toBeGreaterThanOrEqual(10)
  expect(Math.max(...writes.map(({ frames }) => frames.length))).toBe(1)
})

test('the bound on age holds on a loop that is late each time', () => {
  slow = 150
  for (let count = 0; count < 3600; count++) {
    jest.advanceTimersByTime(Math.max(0, (count * 1000) / 180 - Date.now()))
    add(stamped(1))
  }
  jest.advanceTimersByTime(20_000)
  expect(ages()).toHaveLength(3600)
  expect(Math.max(...ages())).toBeLessThan(2_300)
})

test('very many at once go several in a write, spread over that time', () => {
  add(stamped(4000))
  jest.advanceTimersByTime(5_000)
  expect(ages()).toHaveLength(4000)
  expect(Math.max(...ages())).toBeLessThan(2_000)
  expect(Math.max(...writes.map(({ frames }) => frames.length))).toBeLessThan(50)
})

test('when a flood is over the pace is what it was', () => {
  add(stamped(200))
  jest.advanceTimersByTime(3_000)
  writes = []
  add(stamped(5))
  jest.advanceTimersByTime(1_000)
  expect(gaps()).toEqual([PACE, PACE, PACE, PACE])
})

test('what follows a backlog waits behind it', () => {
  add(['1', '2', '3'], { answers: 0, kept: 3 })
  add(['4'])
  jest.advanceTimersByTime(1_000)
  expect(sent()).toEqual(['1', '2', '3', '4'])
})

test('more than 256 KiB waits for no pace: the oldest go to the socket', () => {
  const frame = 'x'.repeat(100 * 1024)
  add([frame, frame, frame, frame, 'last'])
  expect(writes.map(({ frames }) => frames.length)).toEqual([2])
  expect(pacer.length).toBeLessThanOrEqual(256 * 1024)
  jest.advanceTimersByTime(1_000)
  expect(gaps()).toEqual([PACE, PACE, PACE])
  expect(sent()).toHaveLength(5)
  add([`${frame}${frame}${frame}`])
  expect(sent()).toHaveLength(6)
})

test('of that, the socket is given no more than it takes', () => {
  const frame = 'x'.repeat(100 * 1024)
  blocked = true
  add([frame, frame, frame, frame, frame])
  expect(sent()).toHaveLength(1)
  expect(pacer.excess).toBe(144 * 1024)
  blocked = false
  pacer.eased()
  expect(sent()).toHaveLength(3)
  expect(pacer.excess).toBe(0)
})

test('one turn gives the socket about a mebibyte of that, and the next turns the rest', () => {
  const frame = 'x'.repeat(128 * 1024)
  add(Array.from({ length: 24 }, () => frame))
  const counts = new Set([sent().length])
  while (pacer.length > 256 * 1024) {
    jest.advanceTimersToNextTimer()
    counts.add(sent().length)
  }
  expect([...counts]).toEqual([8, 16, 22])
})

test('hurried, all of it is out in time', () => {
  add(stamped(3000))
  pacer.hurry(500)
  jest.advanceTimersByTime(600)
  expect(sent()).toHaveLength(3000)
})

test('a pace longer than the bound on age is kept between two frames', () => {
  const patient = new Pacer(5_000, 1024, turn, output)
  patient.add(['a', 'b'], EVENT)
  jest.advanceTimersByTime(10_000)
  expect(gaps()).toEqual([5_000])
})
