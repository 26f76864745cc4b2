import { jest } from '@jest/globals'
import { Engine, memoryPorts } from '@parley/engine'
import { Place, UNUSED } from './call-place.ts'

beforeEach(() => {
  jest.useFakeTimers()
})

afterEach(() => {
  jest.useRealTimers()
})

function opened(transport: 'tcp' | 'udp') {
  const engine = new Engine(memoryPorts(), { now: 0 })
  const seat = engine.attach({
    listener: 'one',
    via: 'toy',
    peer: { address: '10.0.0.1', port: 7 },
    presence: false,
    pulls: false,
    hear: () => {},
    end: () => {},
    failed: () => {},
  })
  const seen: string[] = []
  const address = '10.0.0.9'
  const connection = {
    ...{ id: 1, listener: 'one', dialect: 'toy', since: 0 },
    ...{ peer: { address: '10.0.0.1', port: 7 }, local: { address, port: 1 } },
  }
  const requester = { seat, connection, address, from: '10.0.0.1', flood: undefined }
  const place = new Place(requester, 'bob', transport, {
    close: () => seen.push('port closed'),
    ending: () => seen.push('ending'),
    closed: () => seen.push('closed'),
  })
  return { place, seen }
}

test.each(['tcp', 'udp'] as const)('a place for %s that nobody uses is closed', (transport) => {
  const { place, seen } = opened(transport)
  jest.advanceTimersByTime(UNUSED[transport] - 1)
  place.used()
  jest.advanceTimersByTime(UNUSED[transport] - 1)
  expect(place.free).toBe(true)
  jest.advanceTimersByTime(1)
  expect(seen).toEqual(['ending', 'port closed', 'closed'])
  expect(place.free).toBe(false)
})
