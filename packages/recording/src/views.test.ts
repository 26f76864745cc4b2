import { Buffer } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { serverDialect } from '@parley/contract'
import { LineSplitter } from '@parley/framing'
import { mermaidOf } from './mermaid.ts'
import { RecordingReader } from './reader.ts'
import { type Shown, shownLines } from './show.ts'
import { connectionsOf } from './transcript.ts'

/** Of a gateway, so that it is recorded when frames were taken and how long those are that were written. */
const recording = [
  '{"parley":"recording","version":1,"started":"2026-11-30T09:00:00.000Z","by":"gateway","secrets":"masked","dialects":{}}',
  '{"t":1000000,"c":1,"k":"open","dialect":"lines","peer":{"address":"127.0.0.1","port":40001},"local":{"address":"::1","port":7000}}',
  '{"t":1000001,"c":2,"k":"open","dialect":"unknown","peer":{"address":"127.0.0.1","port":40002},"local":{"address":"::1","port":7001}}',
  '{"t":2000000,"c":1,"k":"in","s":"say; hi\\nli"}',
  '{"t":2000001,"c":1,"k":"took","m":[7]}',
  '{"t":2000002,"c":2,"k":"out","s":"a;b","n":[1,2],"m":[null,[7,8]]}',
  '{"t":2000003,"c":1,"k":"in","s":"st\\nx"}',
  '{"t":2000004,"c":1,"k":"took","m":[null]}',
  '{"t":3000000,"c":1,"k":"close","reason":"peer-ended"}',
  '{"t":3000001,"c":2,"k":"in","b64":"/w=="}',
  '{"t":3000002,"c":2,"k":"ou',
].join('\n')

const lines = serverDialect({
  name: 'lines',
  defaultPort: 7000,
  shape: 'one line a message',
  splitter: () => new LineSplitter(),
  serve: () => ({ take: () => {}, hear: () => {} }),
})
const dialects = new Map([[lines.name, lines]])

function reader(): Promise<RecordingReader> {
  return RecordingReader.open(Readable.from([Buffer.from(recording)]))
}

async function shownOf(what: Partial<Shown>): Promise<readonly string[]> {
  const shown = { connections: new Set<number>(), text: undefined, pieces: false, ...what }
  const all: string[] = []
  for await (const line of shownLines(await reader(), dialects, shown)) all.push(line)
  return all.slice(1)
}

const unfinished =
  'line 11 of the recording has no end: whoever recorded was stopped in the middle of it'

test('shows frames with their messages, and connections that come and go', async () => {
  expect(await shownOf({})).toEqual([
    '   1.000000    1 = lines from 127.0.0.1:40001 to [::1]:7000',
    '   1.000001    2 = unknown from 127.0.0.1:40002 to [::1]:7001',
    '   2.000000    1 → say; hi\\n  [message 7]',
    '   2.000002    2 ← a',
    '   2.000002    2 ← ;b  [message 7, 8]',
    '   2.000003    1 → list\\n',
    '   3.000000    1 → x  (no whole frame)',
    '   3.000000    1 = closed: peer-ended',
    '   3.000001    2 → \\xff',
    unfinished,
  ])
})

test('shows one connection, or what has a text, or the pieces as they came', async () => {
  expect(await shownOf({ connections: new Set([2]), text: ';b' })).toEqual([
    '   2.000002    2 ← ;b  [message 7, 8]',
    unfinished,
  ])
  expect(await shownOf({ connections: new Set([1]), pieces: true })).toEqual([
    '   1.000000    1 = lines from 127.0.0.1:40001 to [::1]:7000',
    '   2.000000    1 → say; hi\\nli',
    '   2.000003    1 → st\\nx',
    '   3.000000    1 = closed: peer-ended',
    unfinished,
  ])
})

test('draws a sequence diagram in which no text is a statement', async () => {
  expect(await mermaidOf(await reader(), dialects, new Set([1]))).toBe(
    [
      'sequenceDiagram',
      '  participant C1 as 1#58; lines',
      '  participant S as server',
      '  C1->>S: say#59; hi#92;n',
      '  C1->>S: list#92;n',
      '  C1->>S: x',
      '  Note over C1: closed, peer-ended',
      '',
    ].join('\n'),
  )
})

test('what was said in a call is shown in pieces, and is no connection for a transcript', async () => {
  const open = () => {
    return RecordingReader.open(
      createReadStream(new URL('../fixtures/version-2.ndjson', import.meta.url)),
    )
  }
  const lines: string[] = []
  const shown = { connections: new Set([3, 4]), text: undefined, pieces: false }
  for await (const line of shownLines(await open(), dialects, shown)) lines.push(line)
  expect(lines.slice(1)).toEqual([
    '   0.001400    3 = ghostr call of connection 2 over UDP from [::1]:40003 to [::1]:40004',
    '   0.001500    3 → \\xff\\xff',
    '   0.001600    4 = ghostr call of connection 2 from [::1]:40005 to [::1]:40006',
    '   0.001700    4 → hi\\n',
    '   0.001900    3 = closed: peer-ended',
    '   0.002000    4 = closed: peer-reset',
  ])
  expect([...(await connectionsOf((await open()).events())).keys()]).toEqual([1, 2])
})
