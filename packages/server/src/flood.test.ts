import { type FloodControl, FloodGuard } from './flood.ts'
import { defaultLimits, type Limits } from './limits.ts'

function guard(limits: Partial<Limits>): FloodGuard {
  return new FloodGuard({ ...defaultLimits, ...limits })
}

function enter(guard: FloodGuard, address: string): FloodControl {
  const control = guard.enter(address, 0)
  if (control === undefined) throw new Error(`${address} has no limit`)
  return control
}

/** The commands that are taken by `now`. */
function taken(control: FloodControl, now: number): number {
  let count = 0
  while (control.wait(now) === 0) {
    control.tookCommand()
    count += 1
  }
  return count
}

test('loopback has no limit unless it is asked for, others have', () => {
  expect(guard({}).enter('127.0.0.1', 0)).toBeUndefined()
  expect(guard({}).enter('192.0.2.1', 0)).toBeDefined()
  expect(guard({ exemptLoopback: false }).enter('127.0.0.1', 0)).toBeDefined()
})

test('commands: a burst, then so many a second', () => {
  const control = enter(guard({ floodBurst: 40, floodRate: 20 }), '192.0.2.1')
  expect(taken(control, 0)).toBe(40)
  expect(control.wait(0)).toBe(50)
  expect(taken(control, 1000)).toBe(20)
})

test('bytes: a burst, then so many a second; what is read beyond is waited for', () => {
  const control = enter(guard({ floodBytesBurst: 1000, floodBytesRate: 100 }), '192.0.2.1')
  control.read(999)
  expect(control.wait(0)).toBe(0)
  control.read(500)
  expect(control.wait(0)).toBe(5000)
  expect(control.wait(4999)).toBe(1)
  expect(control.wait(5000)).toBe(0)
})

test('a rate of 0 is no limit', () => {
  const control = enter(guard({ floodRate: 0, floodBytesRate: 0 }), '192.0.2.1')
  control.read(2 ** 40)
  for (let count = 0; count < 10_000; count++) control.tookCommand()
  expect(control.wait(0)).toBe(0)
})

test('connections of one address share a rate, and each has a tenth of its own whatever the others send', () => {
  const flood = guard({ floodBurst: 100, floodRate: 100, floodPerAddress: 2 })
  const controls = Array.from({ length: 10 }, () => enter(flood, '192.0.2.1'))
  const quiet = enter(flood, '192.0.2.1')
  expect(controls.map((control) => taken(control, 0))).toEqual([
    ...[100, 100, 30],
    ...[10, 10, 10, 10, 10, 10, 10],
  ])
  expect(taken(enter(flood, '192.0.2.2'), 0)).toBe(100)
  expect(taken(quiet, 0)).toBe(10)
  const second = controls.map((control) => taken(control, 1000)).reduce((a, b) => a + b)
  expect(second).toBe(200 + 10 * 10)
})

test('bytes of one address are shared too', () => {
  const flood = guard({ floodBytesBurst: 1000, floodBytesRate: 1000, floodPerAddress: 2 })
  const controls = Array.from({ length: 4 }, () => enter(flood, '192.0.2.1'))
  for (const control of controls) {
    control.read(100)
    control.read(900)
  }
  expect(controls.map((control) => control.wait(0) > 0)).toEqual([true, true, true, true])
})

test('a network of IPv6 is one address; no limit where the option says so', () => {
  const flood = guard({ floodBurst: 100, floodRate: 100, floodPerAddress: 1 })
  expect(taken(enter(flood, '2001:db8::1'), 0)).toBe(100)
  expect(taken(enter(flood, '2001:db8::2'), 0)).toBe(20)
  const free = guard({ floodBurst: 100, floodRate: 100, floodPerAddress: 0 })
  expect(taken(enter(free, '192.0.2.1'), 0)).toBe(100)
  expect(taken(enter(free, '192.0.2.1'), 0)).toBe(100)
})

test('an address is forgotten a minute after its last connection, so that reconnecting is no new burst', () => {
  const flood = guard({ floodBurst: 100, floodRate: 1, floodPerAddress: 1 })
  taken(enter(flood, '192.0.2.1'), 0)
  flood.leave('192.0.2.1', 1000)
  enter(flood, '192.0.2.2')
  expect(taken(enter(flood, '192.0.2.1'), 0)).toBe(20)
  flood.leave('192.0.2.1', 1000)
  expect(flood.size).toBe(2)
  flood.enter('192.0.2.3', 120_000)
  expect(flood.size).toBe(2)
})
