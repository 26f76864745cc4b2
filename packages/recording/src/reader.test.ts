import { Buffer } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import type { RecordedEvent, RecordingHeader } from './event.ts'
import { eventLine, headerLine } from './lines.ts'
import { LONGEST_LINE, RecordingReader } from './reader.ts'

const golden = await readFile(new URL('../fixtures/version-1.ndjson', import.meta.url))

interface Read {
  readonly header: RecordingHeader
  readonly events: readonly RecordedEvent[]
  readonly unfinished: number | undefined
}

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Uint8Array | string, size = 1000): Promise<Read> {
  const reader = await RecordingReader.open(piecesOf(Buffer.from(bytes), size))
  const events: RecordedEvent[] = []
  for await (const event of reader.events()) events.push(event)
  return { header: reader.header, events, unfinished: reader.unfinished }
}

const at = (time: number, connection: number) => ({ time, connection })

const goldenEvents: readonly RecordedEvent[] = [
  {
    ...at(1200, 1),
    kind: 'open',
    dialect: 'vu',
    peer: { address: '127.0.0.1', port: 40001 },
    local: { address: '127.0.0.1', port: 5378 },
  },
  {
    ...at(1300, 2),
    kind: 'open',
    dialect: 'toom',
    peer: { address: '::1', port: 40002 },
    local: { address: '::1', port: 12000 },
    upstream: { address: '::1', port: 40003 },
  },
  {
    ...at(1320, 2),
    kind: 'out',
    bytes: Buffer.from([0x80, 3]),
    frames: [{ length: 2, messages: [] }],
  },
  { ...at(5000, 1), kind: 'in', bytes: Buffer.from('SEND bøb "hi"\nLIST\nSE') },
  { ...at(5010, 1), kind: 'took', messages: [[42], []] },
  {
    ...at(5020, 1),
    kind: 'out',
    bytes: Buffer.from('SEND-OK\n'),
    frames: [{ length: 8, messages: [42] }],
  },
  { ...at(5030, 2), kind: 'out', bytes: Buffer.from([0x61, 0, 0x1b]), frames: [] },
  {
    ...at(5040, 2),
    kind: 'out',
    bytes: Buffer.from('bcd'),
    frames: [
      { length: 4, messages: [] },
      { length: 2, messages: [42, 40, 41] },
    ],
  },
  { ...at(6000, 1), kind: 'end', by: 'client' },
  { ...at(6100, 1), kind: 'close', reason: 'peer-ended' },
]

test.each([1, 7, 100_000])('reads version 1, in chunks of %i bytes', async (size) => {
  expect(await read(golden, size)).toEqual({
    header: {
      version: 1,
      started: Date.UTC(2026, 10, 30, 9, 0, 0, 250),
      by: 'gateway',
      secrets: 'masked',
      dialects: { vu: { options: { strict: false } }, toom: { options: {} } },
    },
    events: goldenEvents,
    unfinished: undefined,
  })
})

const second = await readFile(new URL('../fixtures/version-2.ndjson', import.meta.url))

test('reads version 2: what goes over UDP, and what is a call of which connection', async () => {
  const { header, events } = await read(second)
  expect(header.version).toBe(2)
  const opened = events.flatMap((event) => (event.kind === 'open' ? [event] : []))
  expect(opened.map(({ connection, over, call }) => [connection, over, call])).toEqual([
    [1, 'udp', undefined],
    [2, undefined, undefined],
    [3, 'udp', 2],
    [4, undefined, 2],
  ])
  expect(headerLine(header) + events.map(eventLine).join('')).toBe(String(second))
})

test('writes what it reads, to the byte', async () => {
  const { header, events } = await read(golden)
  expect(headerLine(header) + events.map(eventLine).join('')).toBe(String(golden))
})

test('reads a file that ends in the middle of a line up to there, and says so', async () => {
  const { events, unfinished } = await read(golden.subarray(0, golden.length - 4))
  expect(events).toEqual(goldenEvents.slice(0, -1))
  expect(unfinished).toBe(11)
})

const [header, opened] = String(golden).split('\n')

test.each([
  ['an empty file', '', 'line 1: there is no whole line: a recording has a header'],
  [
    'a header without its end',
    header ?? '',
    'line 1: there is no whole line: a recording has a header',
  ],
  ['another file', 'import socket\n', 'line 1: this is no recording of Parley'],
  ['another object', '{}\n', 'line 1: this is no recording of Parley'],
  [
    'a newer version',
    `${header?.replace('"version":1', '"version":3')}\n`,
    'line 1: version 3 of recordings is newer than this program: it reads 2',
  ],
  [
    'what is no event',
    `${header}\n${opened}\n[]\n`,
    'line 3: Invalid input: expected object, received array',
  ],
  [
    'an event of no connection',
    `${header}\n{"t":1,"c":1,"k":"in","s":"a"}\n`,
    'line 2: c: connection 1 is not open',
  ],
  [
    'a connection that is opened twice',
    `${header}\n${opened}\n${opened}\n`,
    'line 3: c: connection 1 is opened behind connection 1',
  ],
  [
    'a time that goes back',
    `${header}\n${opened}\n{"t":1199,"c":1,"k":"in","s":"a"}\n`,
    'line 3: t: 1199 is before 1200, that of the line before',
  ],
  [
    'text and bytes at once',
    `${header}\n${opened}\n{"t":1200,"c":1,"k":"in","s":"a","b64":"YQ=="}\n`,
    'line 3: expected either s or b64',
  ],
  [
    'a key that there is not',
    `${header}\n${opened}\n{"t":1200,"c":1,"k":"in","s":"a","x":1}\n`,
    'line 3: Unrecognized key: "x"',
  ],
  [
    'a negative time',
    `${header}\n${opened}\n{"t":-1,"c":1,"k":"in","s":"a"}\n`,
    'line 3: t: Too small: expected number to be >=0',
  ],
])('refuses %s', async (_, text, message) => {
  await expect(read(text)).rejects.toThrow(new Error(message))
})

test('refuses a line that is not UTF-8', async () => {
  const bytes = Buffer.concat([Buffer.from(`${header}\n`), Buffer.of(0x22, 0xff, 0x22, 10)])
  await expect(read(bytes)).rejects.toThrow('line 2: ')
})

test('refuses a line that is longer than it holds', async () => {
  const long = Buffer.alloc(LONGEST_LINE + 2, 0x61)
  const bytes = Buffer.concat([Buffer.from(`${header}\n`), long])
  await expect(read(bytes, 1024 * 1024)).rejects.toThrow(
    `line 2: longer than ${LONGEST_LINE} bytes`,
  )
})
