import { Buffer } from 'node:buffer'
import type { Happened } from '@parley/kit'
import { foldedLog } from './wire-log.ts'

function came(time: number, text: string, wire = 'A'): Happened {
  return { kind: 'came', time, wire, bytes: Buffer.from(text) }
}

test('what comes several times in a row is told once', () => {
  const log = [came(1, 'IN-USE\n'), came(2, 'IN-USE\n'), came(3, 'IN-USE\n'), came(4, 'OK\n')]
  expect(foldedLog(log).map(({ time, count }) => [time, count])).toEqual([
    [1, 3],
    [4, 1],
  ])
})

test('what is alike on another connection is told by itself', () => {
  const log = [came(1, 'OK\n'), came(2, 'OK\n', 'B')]
  expect(foldedLog(log).map(({ happened, count }) => [happened.wire, count])).toEqual([
    ['A', 1],
    ['B', 1],
  ])
})
