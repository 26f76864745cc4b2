import { createReadStream } from 'node:fs'
import { expect, test } from '@jest/globals'
import type { RecordedEvent, RecordingHeader } from '../event.ts'
import { RecordingReader } from '../reader.ts'
import type { CaptureEvent } from './events.ts'
import { recordedCapture } from './recorded-capture.ts'

const header: RecordingHeader = {
  ...{ version: 1, started: 1000, by: 'gateway', secrets: 'masked', dialects: {} },
}
const peer = { address: '192.0.2.7', port: 50_001 }
const local = { address: '192.0.2.1', port: 5378 }
const bytes = Uint8Array.of(65)

async function captured(events: readonly RecordedEvent[]): Promise<readonly CaptureEvent[]> {
  const all: CaptureEvent[] = []
  for await (const event of recordedCapture(header, each(events))) all.push(event)
  return all
}

async function* each(events: readonly RecordedEvent[]) {
  yield* events
}

function opened(connection: number, dialect: string): RecordedEvent {
  return { time: 5, connection, kind: 'open', dialect, peer, local }
}

test('reads and writes of a message say from which connection to which', async () => {
  const at = { time: 7, connection: 1 }
  const frames = [{ length: 1, messages: [42] }]
  const events = await captured([
    opened(1, 'vu'),
    opened(2, 'llp'),
    { ...at, kind: 'in', bytes },
    { ...at, kind: 'took', messages: [[42], []] },
    { ...at, connection: 2, kind: 'out', bytes, frames },
    { ...at, kind: 'out', bytes, frames },
    { ...at, kind: 'out', bytes, frames: undefined },
  ])
  const note = 'message 42: vu connection 1 → llp connection 2'
  expect(events.map(({ comment }) => comment)).toEqual([
    ...[undefined, undefined, note, note, note, undefined],
  ])
  const flow = { id: 1, client: peer, server: local }
  expect(events[2]).toEqual({
    ...{ kind: 'bytes', time: 1_000_007, flow, from: 'client', bytes, comment: note },
  })
})

test('an end of one side and a close are carried over; a reason of a later version is an end', async () => {
  const at = { time: 9, connection: 1 }
  const events = await captured([
    opened(1, 'vu'),
    { ...at, kind: 'end', by: 'client' },
    { ...at, kind: 'close', reason: 'fell-asleep' },
    { ...at, kind: 'in', bytes },
  ])
  expect(events.map((event) => [event.kind, event.comment])).toEqual([
    ['open', undefined],
    ['end', undefined],
    ['close', 'fell-asleep'],
  ])
})

test('what went over UDP is datagrams, which nothing opens or closes; a call is one flow', async () => {
  const file = createReadStream(new URL('../../fixtures/version-2.ndjson', import.meta.url))
  const reader = await RecordingReader.open(file)
  const events: (string | number)[][] = []
  for await (const { kind, flow } of recordedCapture(reader.header, reader.events())) {
    events.push([kind, flow.id, flow.client.port, flow.server.port])
  }
  expect(events).toEqual([
    ['open', 2, 40_002, 5432],
    ['datagram', 3, 40_003, 40_004],
    ['open', 4, 40_005, 40_006],
    ['bytes', 4, 40_005, 40_006],
    ['datagram', 1, 40_001, 5382],
    ['close', 4, 40_005, 40_006],
  ])
})

test('the golden recording of version 1 becomes a capture', async () => {
  const file = createReadStream(new URL('../../fixtures/version-1.ndjson', import.meta.url))
  const reader = await RecordingReader.open(file)
  const kinds: string[] = []
  for await (const { kind } of recordedCapture(reader.header, reader.events())) kinds.push(kind)
  expect(kinds.slice(0, 2)).toEqual(['open', 'open'])
  expect(kinds.filter((kind) => kind === 'close')).toHaveLength(1)
})
