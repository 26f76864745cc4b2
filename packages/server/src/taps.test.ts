import { expect, test } from '@jest/globals'
import type { Observation, Tap } from './tap.ts'
import { Taps } from './taps.ts'

const at = {
  ...{ id: 1, listener: 'toy', dialect: 'toy', since: 0 },
  peer: { address: '127.0.0.1', port: 1 },
  local: { address: '127.0.0.1', port: 2 },
}
const opened: Observation = { kind: 'opened', at }
const command: Observation = { kind: 'command', at, command: { kind: 'list' } }

function watcher(): { readonly seen: string[]; readonly see: Tap } {
  const seen: string[] = []
  return { seen, see: ({ kind }) => seen.push(kind) }
}

test('a viewer and others see the same, and each leaves alone', () => {
  const taps = new Taps()
  const [viewer, first, second] = [watcher(), watcher(), watcher()]
  taps.viewer = viewer.see
  const leave = taps.add(first.see)
  taps.add(second.see)
  taps.tap?.(opened)
  leave()
  taps.tap?.(command)
  taps.viewer = undefined
  taps.tap?.(opened)
  expect(viewer.seen).toEqual(['opened', 'command'])
  expect(first.seen).toEqual(['opened'])
  expect(second.seen).toEqual(['opened', 'command', 'opened'])
})

test('while the viewer pauses, another sees everything, and what the viewer misses is counted', () => {
  const taps = new Taps()
  const [viewer, other] = [watcher(), watcher()]
  taps.viewer = viewer.see
  taps.add(other.see)
  taps.pause()
  taps.tap?.(opened)
  taps.tap?.(command)
  taps.tap?.(opened)
  expect(taps.skipped).toBe(2)
  expect(viewer.seen).toEqual([])
  expect(other.seen).toEqual(['opened', 'command', 'opened'])
})

test('with nobody left there is no tap to call', () => {
  const taps = new Taps()
  taps.add(() => {})()
  expect(taps.tap).toBeUndefined()
})
