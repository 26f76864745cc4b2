import { Buffer } from 'node:buffer'
import { seeded } from '@parley/framing'
import { harm } from './harm.ts'
import { changed, defaultSettings, readChange, type Settings } from './settings.ts'

function after(...changes: readonly string[]): Settings {
  return changes.reduce((settings, words) => {
    const change = readChange(words.split(' '))
    if (change === undefined) throw new Error(`no change: ${words}`)
    return changed(settings, change)
  }, defaultSettings)
}

const zeros = (bytes: number) => new Uint8Array(bytes)

/** The bits that are not 0, as `1` and `0`. */
function bits(bytes: Uint8Array | undefined): string {
  return [...(bytes ?? [])].map((byte) => byte.toString(2).padStart(8, '0')).join('')
}

test('nothing is harmed, and no number drawn, where nothing is set', () => {
  const drawn = () => {
    throw new Error('a number was drawn')
  }
  const message = Buffer.from('SEND-OK\n')
  expect(harm(message, defaultSettings, drawn)).toEqual({
    bytes: Uint8Array.from(message),
    delay: 0,
  })
})

test('DROP 1 loses every message, DROP 0.25 about a quarter', () => {
  expect(harm(zeros(1), after('DROP 1'), seeded(1))).toBeUndefined()
  const random = seeded(7)
  const quarter = after('DROP 0.25')
  const lost = Array.from({ length: 4000 }).filter(() => !harm(zeros(1), quarter, random))
  expect(lost.length).toBeGreaterThan(900)
  expect(lost.length).toBeLessThan(1100)
})

test('FLIP 1 flips every bit, FLIP 0.01 about one in a hundred, anywhere', () => {
  expect(bits(harm(zeros(3), after('FLIP 1'), seeded(1))?.bytes)).toBe('1'.repeat(24))
  const flipped = bits(harm(zeros(10_000), after('FLIP 0.01'), seeded(3))?.bytes)
  const counts = [flipped.slice(0, 40_000), flipped.slice(40_000)].map(
    (half) => half.replaceAll('0', '').length,
  )
  for (const count of counts) {
    expect(count).toBeGreaterThan(340)
    expect(count).toBeLessThan(460)
  }
})

test('BURST flips one run of bits, as long as BURST-LEN says', () => {
  const random = seeded(5)
  const settings = after('BURST 1', 'BURST-LEN 2 4')
  const runs = Array.from({ length: 200 }, () => bits(harm(zeros(4), settings, random)?.bytes))
  for (const run of runs) expect(run).toMatch(/^0*1{2,4}0*$/)
  expect(new Set(runs.map((run) => run.replaceAll('0', '').length))).toEqual(new Set([2, 3, 4]))
  expect(new Set(runs.map((run) => run.indexOf('1'))).size).toBeGreaterThan(20)
})

test('a burst that is longer than the message flips all of it', () => {
  const settings = after('BURST 1', 'BURST-LEN 100 100')
  expect(bits(harm(zeros(2), settings, seeded(1))?.bytes)).toBe('1'.repeat(16))
})

test('DELAY holds a message for a time within DELAY-LEN, and leaves its bytes alone', () => {
  const random = seeded(9)
  const settings = after('DELAY 1', 'DELAY-LEN 1 3')
  const delays = Array.from({ length: 100 }, () => {
    const harmed = harm(zeros(2), settings, random)
    expect(harmed?.bytes).toEqual(zeros(2))
    return harmed?.delay ?? 0
  })
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(1000)
  expect(Math.max(...delays)).toBeLessThanOrEqual(3000)
  expect(new Set(delays).size).toBeGreaterThan(50)
})

test('the message itself is not changed', () => {
  const message = Buffer.from('HELLO ann\n')
  harm(message, after('FLIP 1'), seeded(1))
  expect(message.toString()).toBe('HELLO ann\n')
})
