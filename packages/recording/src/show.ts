import { Buffer } from 'node:buffer'
import { formatAddress } from '@parley/contract'
import { readableBytes } from '@parley/kit'
import type { RecordedEvent } from './event.ts'
import { type Dialects, FrameReader, type RecordedFrame } from './frame-reader.ts'
import type { RecordingReader } from './reader.ts'

const MICROSECONDS = 1_000_000

/** What of a recording is shown. */
export interface Shown {
  /** Only these connections; empty: all. */
  readonly connections: ReadonlySet<number>
  /** Only frames that have this text, as it is shown or as UTF-8. */
  readonly text: string | undefined
  /** Reads and writes as they were, and not frames. */
  readonly pieces: boolean
}

/**
 * A recording as lines for a person, without line ends: when, which connection, in which direction, and
 * what, with everything that is not printable ASCII escaped.
 */
export async function* shownLines(
  reader: RecordingReader,
  dialects: Dialects,
  shown: Shown,
): AsyncGenerator<string> {
  const { started, by, secrets } = reader.header
  yield `recorded by a ${by} from ${new Date(started).toISOString()} on, secrets ${secrets}; seconds, connection, client → server`
  const frames = new FrameReader(reader.header, dialects)
  let last = 0
  for await (const event of reader.events()) {
    last = event.time
    if (!isChosen(shown, event.connection)) continue
    if (shown.pieces) yield* pieceLines(event, shown)
    else yield* frames.take(event).flatMap((frame) => frameLines(frame, shown))
    if (shown.text === undefined) yield* stateLines(event)
  }
  yield* frames.rest(last).flatMap((frame) => frameLines(frame, shown))
  if (reader.unfinished !== undefined) {
    yield `line ${reader.unfinished} of the recording has no end: whoever recorded was stopped in the middle of it`
  }
}

function isChosen({ connections }: Shown, connection: number): boolean {
  return connections.size === 0 || connections.has(connection)
}

function pieceLines(event: RecordedEvent, shown: Shown): readonly string[] {
  if (event.kind !== 'in' && event.kind !== 'out') return []
  const from = event.kind === 'in' ? 'client' : 'server'
  return lineOf(event, from, event.bytes, [], '', shown)
}

function frameLines(frame: RecordedFrame, shown: Shown): readonly string[] {
  const { from, bytes, messages, isWhole } = frame
  return lineOf(frame, from, bytes, messages, isWhole ? '' : '  (no whole frame)', shown)
}

function lineOf(
  at: { readonly time: number; readonly connection: number },
  from: RecordedFrame['from'],
  bytes: Uint8Array,
  messages: readonly number[],
  note: string,
  { text }: Shown,
): readonly string[] {
  const said = readableBytes(bytes)
  const isFound = text === undefined || said.includes(text) || Buffer.from(bytes).includes(text)
  if (!isFound) return []
  const about = messages.length === 0 ? '' : `  [message ${messages.join(', ')}]`
  return [`${placeOf(at)} ${from === 'client' ? '→' : '←'} ${said}${about}${note}`]
}

function stateLines(event: RecordedEvent): readonly string[] {
  if (event.kind === 'open') {
    const { dialect, peer, local, over, call } = event
    const what = call === undefined ? dialect : `${dialect} call of connection ${call}`
    const udp = over === undefined ? '' : ' over UDP'
    const place = formatAddress(local.address, local.port)
    return [
      `${placeOf(event)} = ${what}${udp} from ${formatAddress(peer.address, peer.port)} to ${place}`,
    ]
  }
  if (event.kind === 'end') return [`${placeOf(event)} = the ${event.by} has ended its direction`]
  return event.kind === 'close' ? [`${placeOf(event)} = closed: ${event.reason}`] : []
}

function placeOf({ time, connection }: { readonly time: number; readonly connection: number }) {
  return `${(time / MICROSECONDS).toFixed(6).padStart(11)} ${String(connection).padStart(4)}`
}
