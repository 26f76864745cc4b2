import { Buffer } from 'node:buffer'
import { type Annotate, serverDialect } from '@parley/contract'
import { LineSplitter } from '@parley/framing'
import type { RecordedEvent, RecordingHeader } from './event.ts'
import { Redactor } from './redact.ts'

const header: RecordingHeader = {
  version: 1,
  started: 0,
  by: 'proxy',
  secrets: 'kept',
  dialects: {},
}

/** A word for each role, as in `name:bob`; the colons are noise. */
const annotate: Annotate = (frame) => {
  const text = Buffer.from(frame).toString('latin1')
  return [...text.matchAll(/(name|body|secret|field|noise)(:)([^ \n]*)([ \n]?)/g)].flatMap(
    (found) => {
      const [, role, , value = ''] = found
      const from = found.index + String(role).length + 1
      const kind =
        role === 'name' || role === 'body' || role === 'secret' || role === 'noise' ? role : 'field'
      return value === '' ? [] : [{ from, to: from + value.length, role: kind } as const]
    },
  )
}

const small = serverDialect({
  name: 'lines',
  defaultPort: 7000,
  shape: 'one line a message',
  splitter: () => new LineSplitter(),
  serve: () => ({ take: () => {}, hear: () => {} }),
})
const dialects = new Map([['lines', { ...small, annotate }]])

function opened(connection: number, dialect: string, address: string): RecordedEvent {
  const local = { address: '127.0.0.1', port: 7000 }
  return { time: 0, connection, kind: 'open', dialect, peer: { address, port: 1 }, local }
}

function sent(connection: number, text: string): RecordedEvent {
  return { time: 0, connection, kind: 'in', bytes: Buffer.from(text) }
}

function redacted(events: readonly RecordedEvent[]): readonly string[] {
  const redactor = new Redactor(header, dialects)
  const all = [...events.flatMap((event) => redactor.take(event)), ...redactor.rest()]
  return all.map((event) => {
    if ('bytes' in event) return `${event.connection} ${Buffer.from(event.bytes)}`
    return event.kind === 'open' ? event.peer.address : event.kind
  })
}

test('the same name is the same letters on each connection, and in a field once it is known', () => {
  expect(
    redacted([
      opened(1, 'lines', '127.0.0.1'),
      opened(2, 'lines', '192.168.7.7'),
      sent(1, 'name:anna,bob field:bob,eve body:hi,7ø\n'),
      sent(2, 'name:bob name:eve name:server\n'),
    ]),
  ).toEqual([
    '127.0.0.1',
    '192.0.2.1',
    '1 name:aaaa,aaa field:aaa,eve body:xx,0xx\n',
    '2 name:aaa name:aab name:server\n',
  ])
})

test('a password that was kept is replaced, also where it comes in two reads', () => {
  expect(
    redacted([
      opened(1, 'lines', '::1'),
      sent(1, 'secret:fal'),
      opened(2, 'lines', '::1'),
      sent(1, 'con\nsecret:other\nsecret:****\n'),
    ]),
  ).toEqual(['::1', '1 secret:aaa', '::1', '1 aaa\nsecret:aaaaa\nsecret:****\n'])
})

test('letters and digits that belong to no message are replaced, other bytes stay', () => {
  expect(redacted([opened(1, 'lines', '::1'), sent(1, 'noise:psst-4\u0001 body:hi\n')])).toEqual([
    '::1',
    '1 noise:xxxx-0\u0001 body:xx\n',
  ])
})

test('what belongs to no frame, or to no dialect that is installed, is redacted as a text', () => {
  expect(
    redacted([
      opened(1, 'lines', '::1'),
      opened(2, 'other', '::1'),
      sent(1, 'half 1'),
      sent(2, '{"a": "\\u00e9\\n b2"}'),
    ]),
  ).toEqual(['::1', '::1', '1 xxxx 0', '2 {"x": "\\u00e9\\n x0"}'])
})
