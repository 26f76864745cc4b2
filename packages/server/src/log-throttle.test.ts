import { jest } from '@jest/globals'
import { LogThrottle, MOST_COUNTED } from './log-throttle.ts'

beforeEach(() => {
  jest.useFakeTimers()
})

afterEach(() => {
  jest.useRealTimers()
})

function throttle() {
  const lines: string[] = []
  const written = new LogThrottle((level, text) => lines.push(`${level} ${text}`))
  let id = 0
  const at = (address: string) => {
    id += 1
    const local = { address: '127.0.0.1', port: 8 }
    return { id, listener: 'toy', dialect: 'toy', peer: { address, port: 7 }, local, since: 0 }
  }
  return { written, lines, at }
}

test('an address that is refused again and again is told of once, then counted', () => {
  const { written, lines, at } = throttle()
  for (let count = 0; count < 500; count++) written.say('refused', `no ${count}`, at('10.0.0.1'))
  written.say('refused', 'no other', at('10.0.0.2'))
  expect(lines).toEqual(['warn no 0', 'warn no other'])
  jest.advanceTimersByTime(60_000)
  expect(lines.splice(0)).toEqual([
    'warn no 0',
    'warn no other',
    'warn 499 more connections refused from 10.0.0.1 in 60 s',
  ])
  written.say('refused', 'no again', at('10.0.0.1'))
  expect(lines).toEqual(['warn no again'])
})

test('logins are told of one by one until there are too many to read', () => {
  const { written, lines, at } = throttle()
  for (let count = 0; count < 250; count++) written.say('login', `in ${count}`, at('10.0.0.1'))
  expect(lines).toHaveLength(100)
  written.flush()
  expect(lines.at(-1)).toBe('info 150 more logins in 10 s')
  jest.advanceTimersByTime(60_000)
  expect(lines).toHaveLength(101)
})

test('however many addresses there are, so many are counted for themselves', () => {
  const { written, lines, at } = throttle()
  for (let count = 0; count < 3 * MOST_COUNTED; count++) {
    written.say('refused', 'no', at(`10.${count >> 16}.${(count >> 8) & 255}.${count & 255}`))
  }
  expect(lines).toHaveLength(MOST_COUNTED + 1)
  written.flush()
  expect(lines.at(-1)).toBe(`warn ${2 * MOST_COUNTED - 1} more connections refused in 60 s`)
})
