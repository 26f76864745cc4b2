import { MOST_OF_ADDRESS, MOST_OF_ALL, type Unfinished, UnfinishedGuard } from './unfinished.ts'

const MIB = 1024 * 1024

let closed: string[] = []

beforeEach(() => {
  closed = []
})

function enter(guard: UnfinishedGuard, name: string, address: string, limited = true): Unfinished {
  return guard.enter({ address, limited, close: () => closed.push(name) })
}

function send(one: Unfinished, length: number): void {
  one.read(length)
  one.wait()
}

test('messages of up to 64 KiB are not counted', () => {
  const guard = new UnfinishedGuard()
  send(enter(guard, 'ann', '192.0.2.1'), 64 * 1024)
  expect(guard.bytes).toBe(0)
})

test('counted is what came since the last complete message, at most 2 MiB of a connection', () => {
  const guard = new UnfinishedGuard()
  const ann = enter(guard, 'ann', '192.0.2.1')
  send(ann, 100_000)
  send(ann, 100_000)
  expect(guard.bytes).toBe(200_000)
  send(ann, 100 * MIB)
  expect(guard.bytes).toBe(2 * MIB)
  ann.finish()
  expect(guard.bytes).toBe(0)
  expect(closed).toEqual([])
})

test('past 16 MiB of one address the connection with most is closed, others are not concerned', () => {
  const guard = new UnfinishedGuard()
  send(enter(guard, 'other', '192.0.2.2'), 2 * MIB)
  send(enter(guard, 'large', '192.0.2.1'), 2 * MIB)
  for (let at = 0; at < 14; at++) send(enter(guard, `one ${at}`, '192.0.2.1'), MIB)
  expect(closed).toEqual([])
  send(enter(guard, 'last', '192.0.2.1'), 100_000)
  expect(closed).toEqual(['large'])
  expect(guard.bytes).toBe(MOST_OF_ADDRESS + 100_000)
})

test('past 64 MiB of all the connection with most is closed, of the address with most', () => {
  const guard = new UnfinishedGuard()
  for (let at = 0; at < 60; at++) send(enter(guard, `peer ${at}`, '127.0.0.1', false), MIB)
  send(enter(guard, 'single', '192.0.2.2'), 2 * MIB)
  send(enter(guard, 'third', '192.0.2.3'), 2 * MIB)
  expect(guard.bytes).toBe(MOST_OF_ALL)
  expect(closed).toEqual([])
  send(enter(guard, 'fourth', '192.0.2.3'), 100_000)
  expect(closed).toEqual(['peer 0'])
})
