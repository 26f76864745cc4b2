import { Buffer } from 'node:buffer'
import type { Happened } from '@parley/kit'
import { transcriptLines } from './transcript.ts'

const said = (kind: 'sent' | 'came', time: number, wire: string, text: string): Happened => ({
  ...{ kind, time, wire },
  bytes: Buffer.from(text),
})
const event = (time: number, wire: string, text: string): Happened => ({
  ...{ kind: 'event', time, wire, text },
})
const closed = (time: number, wire: string) => [
  event(time, wire, 'the kit ended its side'),
  event(time, wire, 'the program closed'),
]
const login = (time: number, wire: string, name: string) => [
  said('sent', time, wire, `HELLO-FROM ${name}\n`),
  said('came', time, wire, `HELLO ${name}\n`),
]
const came = Buffer.from('SEND-OK\n')

it('marks the line that went wrong, and leaves out how all was closed after it', () => {
  const log = [...login(1, 'A', 'ann'), said('sent', 3, 'A', 'SEND x y\n')]
  const wrong = [...log, said('came', 4, 'A', 'SEND-OK\n'), ...closed(5, 'A')]
  expect(transcriptLines(wrong, { came, expected: 'BAD' }, 80)).toEqual([
    '  1 ms  A → HELLO-FROM ann\\n',
    '  1 ms  A ← HELLO ann\\n',
    '  3 ms  A → SEND x y\\n',
    '✗ 4 ms  A ← SEND-OK\\n',
  ])
})

it('marks what was said last where nothing came, and keeps what broke the connection', () => {
  const log = [
    ...login(1, 'A', 'ann'),
    said('sent', 3, 'A', 'LIST\n'),
    event(4, 'A', 'the connection broke: read ECONNRESET'),
    event(5, 'A', 'closed'),
  ]
  expect(transcriptLines(log, { came: undefined, expected: 'LIST-OK' }, 80)).toEqual([
    '  1 ms  A → HELLO-FROM ann\\n',
    '  1 ms  A ← HELLO ann\\n',
    '✗ 3 ms  A → LIST\\n',
    '  4 ms  A · the connection broke: read ECONNRESET',
  ])
})

it('tells an exchange once that is tried again and again, on whatever connection', () => {
  const tries = 'BCDEFGH'
    .split('')
    .flatMap((wire, index) => [
      said('sent', 100 + index * 100, wire, 'HELLO-FROM ann\n'),
      said('came', 105 + index * 100, wire, 'IN-USE\n'),
      ...closed(107 + index * 100, wire),
    ])
  const log = [...login(1, 'A', 'ann'), ...closed(2, 'A'), ...tries]
  expect(transcriptLines(log, { came: undefined, expected: 'LIST-OK' }, 80)).toEqual([
    '    1 ms  A → HELLO-FROM ann\\n',
    '    1 ms  A ← HELLO ann\\n',
    '    2 ms  A · the kit ended its side',
    '    2 ms  A · the program closed',
    '  100 ms  B → HELLO-FROM ann\\n',
    '  105 ms  B ← IN-USE\\n',
    '✗ 200 ms  · the same 6 times more, on C, D, E, F, G and H, until 705 ms',
  ])
})

it('folds what each connection begins with where there is more', () => {
  const log = [
    ...login(1, 'A', 'ann'),
    ...login(2, 'B', 'bob'),
    ...[1, 2, 3, 4, 5].map((it) => said('sent', 2 + it, 'A', `SEND bob ${it}\n`)),
    said('came', 9, 'B', 'SEND-OK\n'),
  ]
  expect(transcriptLines(log, { came, expected: 'BAD' }, 80).slice(0, 2)).toEqual([
    '  1 ms  · A and B begin: HELLO-FROM ann\\n and the like (4 lines)',
    '  3 ms  A → SEND bob 1\\n',
  ])
})

it('folds logins of several messages, as far as all connections say the same', () => {
  const enter = (wire: string, name: string, password: string) => [
    said('sent', 1, wire, `LOGON ${name};`),
    said('came', 1, wire, 'LOGON OK;'),
    said('sent', 2, wire, `AUTH ${name} ${password};`),
    said('came', 2, wire, 'AUTH OK;'),
  ]
  const log = [
    ...enter('A', 'annfbtye6', 'pwwha54w'),
    ...enter('B', 'bobfltkxx', 'pw1ekgsmj'),
    said('sent', 3, 'A', 'MSG bobfltkxx hi;'),
    said('came', 4, 'B', 'MSG annfbtye6 ho;'),
  ]
  const wrong = { came: Buffer.from('MSG annfbtye6 ho;'), expected: 'MSG annfbtye6 hi;' }
  expect(transcriptLines(log, wrong, 80)).toEqual([
    '  1 ms  · A and B begin: LOGON annfbtye6; and the like (8 lines)',
    '  3 ms  A → MSG bobfltkxx hi;',
    '✗ 4 ms  B ← MSG annfbtye6 ho;',
  ])
})

it('marks nothing where words alone say what went wrong', () => {
  const log = login(1, 'A', 'ann')
  const lines = transcriptLines(log, { came: undefined, expected: undefined }, 80)
  expect(lines.map((line) => line[0])).toEqual([' ', ' '])
})

it('has at most 15 lines, and those before the wrong one', () => {
  const log = Array.from({ length: 40 }, (_, index) =>
    said(index % 2 === 0 ? 'sent' : 'came', index, 'A', `line ${index}\n`),
  )
  const lines = transcriptLines(log, { came: Buffer.from('line 31\n'), expected: undefined }, 80)
  expect(lines).toHaveLength(15)
  expect(lines.slice(2, 6)).toEqual([
    '   2 ms  A → line 2\\n',
    '   3 ms  · 19 lines more',
    '  22 ms  A → line 22\\n',
    '  23 ms  A ← line 23\\n',
  ])
  expect(lines.slice(-3)).toEqual([
    '  30 ms  A → line 30\\n',
    '✗ 31 ms  A ← line 31\\n',
    '  32 ms  · 8 lines more',
  ])
})

it('shows all of the wrong line, over several where it is long', () => {
  const text = 'x'.repeat(100)
  const log = [said('sent', 1, 'A', text), said('came', 2, 'A', text)]
  expect(transcriptLines(log, { came: Buffer.from(text), expected: undefined }, 62)).toEqual([
    `  1 ms  A → ${'x'.repeat(49)}…`,
    `✗ 2 ms  A ← ${'x'.repeat(50)}`,
    `            ${'x'.repeat(50)}`,
  ])
})

it('marks nothing where nothing is known to be wrong', () => {
  expect(transcriptLines(login(1, 'A', 'ann'), undefined, 80)).toEqual([
    '  1 ms  A → HELLO-FROM ann\\n',
    '  1 ms  A ← HELLO ann\\n',
  ])
})
