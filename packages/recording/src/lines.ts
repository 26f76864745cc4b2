import { Buffer, isUtf8 } from 'node:buffer'
import { type RecordedEvent, type RecordingHeader, VERSION } from './event.ts'

/** The first line of a recording, with its line end. */
export function headerLine({ started, by, secrets, dialects }: RecordingHeader): string {
  const time = new Date(started).toISOString()
  const header = { parley: 'recording', version: VERSION, started: time, by, secrets, dialects }
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
      const { dialect, peer, local } = event
      const [from, to] = [JSON.stringify(peer), JSON.stringify(local)]
      return `"dialect":${JSON.stringify(dialect)},"peer":${from},"local":${to}`
    }
    case 'in':
    case 'out':
      return dataField(event.bytes)
    case 'frame-in':
    case 'frame-out': {
      const { length, message, told } = event
      const about = message === undefined ? '' : `,"m":${message}`
      return `"n":${length}${about}${told === undefined ? '' : `,"told":[${told.join()}]`}`
    }
    case 'end':
      return `"by":"${event.by}"`
    case 'close':
      return `"reason":${JSON.stringify(event.reason)}`
  }
}

/** Bytes that are UTF-8 as `s`, all others as `b64`. */
function dataField(bytes: Uint8Array): string {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return isUtf8(data)
    ? `"s":${JSON.stringify(data.toString('utf8'))}`
    : `"b64":"${data.toString('base64')}"`
}
