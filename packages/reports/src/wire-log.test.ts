import { Buffer } from 'node:buffer'
import type { Happened } from '@parley/kit'
import { logLines } from './wire-log.ts'

function came(time: number, text: string, wire = 'A'): Happened {
  return { kind: 'came', time, wire, bytes: Buffer.from(text) }
}

test('what comes several times in a row is told once', () => {
  const log = [came(1, 'IN-USE\n'), came(2, 'IN-USE\n'), came(3, 'IN-USE\n'), came(4, 'OK\n')]
  expect(logLines(log, 60)).toEqual(['1 ms  A ← IN-USE\\n (3 times)', '4 ms  A ← OK\\n'])
})

test('what is alike on another connection is told by itself', () => {
  expect(logLines([came(1, 'OK\n'), came(2, 'OK\n', 'B')], 60)).toEqual([
    '1 ms  A ← OK\\n',
    '2 ms  B ← OK\\n',
  ])
})
