import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { jest } from '@jest/globals'
import { slowed } from './slowed.ts'

beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] }))
afterEach(() => jest.useRealTimers())

/** How many bytes have been read, once no more come. */
async function settled(stream: PassThrough, count: () => number): Promise<number> {
  for (let before = -1; before !== count(); ) {
    before = count()
    for (let turn = 0; turn < 5; turn += 1) await setImmediate()
  }
  expect(stream.destroyed).toBe(false)
  return count()
}

test('of a stream so many bytes are read in a second, and all of it in the end', async () => {
  const stream = new PassThrough()
  let count = 0
  stream.on('data', (chunk: Uint8Array) => {
    count += chunk.length
  })
  slowed(stream, 1000)
  for (let written = 0; written < 5; written += 1) stream.write(new Uint8Array(500))
  expect(await settled(stream, () => count)).toBe(1000)
  jest.advanceTimersByTime(1000)
  expect(await settled(stream, () => count)).toBe(2000)
  jest.advanceTimersByTime(1000)
  expect(await settled(stream, () => count)).toBe(2500)
})

test('without a rate all is read at once', async () => {
  const stream = new PassThrough()
  let count = 0
  stream.on('data', (chunk: Uint8Array) => {
    count += chunk.length
  })
  slowed(stream, undefined)
  for (let written = 0; written < 5; written += 1) stream.write(new Uint8Array(500))
  expect(await settled(stream, () => count)).toBe(2500)
})
