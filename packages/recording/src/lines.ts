import { Buffer, isUtf8 } from 'node:buffer'
import type { RecordedEvent, RecordingHeader, Written } from './event.ts'

/** The first line of a recording, with its line end. */
export function headerLine({ version, started, by, secrets, dialects }: RecordingHeader): string {
  const time = new Date(started).toISOString()
  const header = { parley: 'recording', version, started: time, by, secrets, dialects }
  return `${JSON.stringify(header)}\n`
}

/** The line of an event, with its line end. */
export function eventLine(event: RecordedEvent): string {
  const { time, connection, kind } = event
  return `{"t":${time},"c":${connection},"k":"${kind}",${fieldsOf(event)}}\n`
}

function fieldsOf(event: RecordedEvent): string {
  switch (event.kind) {
    case 'open': {
      const { dialect, peer, local, upstream, over, call } = event
      const [from, to] = [JSON.stringify(peer), JSON.stringify(local)]
      const via = upstream === undefined ? '' : `,"upstream":${JSON.stringify(upstream)}`
      const udp = over === undefined ? '' : `,"over":"${over}"`
      const of = call === undefined ? '' : `,"call":${call}`
      return `"dialect":${JSON.stringify(dialect)},"peer":${from},"local":${to}${via}${udp}${of}`
    }
    case 'in':
      return dataField(event.bytes)
    case 'out':
      return `${dataField(event.bytes)}${framesField(event)}`
    case 'took':
      return `"m":[${event.messages.map(idsText).join()}]`
    case 'end':
      return `"by":"${event.by}"`
    case 'close':
      return `"reason":${JSON.stringify(event.reason)}`
  }
}

/** Nothing where the write is one frame that is about no message. */
function framesField({ bytes, frames }: Written): string {
  if (frames === undefined) return ''
  const [first, ...more] = frames
  const isWhole = first !== undefined && more.length === 0 && first.length === bytes.length
  const lengths = isWhole ? '' : `,"n":[${frames.map(({ length }) => length).join()}]`
  const isAbout = frames.some(({ messages }) => messages.length > 0)
  return `${lengths}${isAbout ? `,"m":[${frames.map((one) => idsText(one.messages)).join()}]` : ''}`
}

/** `null`, one id, or a list of several. */
export function idsText(ids: readonly number[]): string {
  const [first, ...more] = ids
  if (first === undefined) return 'null'
  return more.length === 0 ? String(first) : `[${ids.join()}]`
}

/** Bytes that are UTF-8 as `s`, all others as `b64`. */
function dataField(bytes: Uint8Array): string {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return isUtf8(data)
    ? `"s":${JSON.stringify(data.toString('utf8'))}`
    : `"b64":"${data.toString('base64')}"`
}
