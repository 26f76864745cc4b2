import { Buffer, isUtf8 } from 'node:buffer'

const unprintable = /[\\\p{C}\u2028\u2029]/gu
const names: ReadonlyMap<number, string> = new Map([
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x09, '\\t'],
  [0x00, '\\0'],
  [0x5c, '\\\\'],
])

/** Keys under which a transcript has times. */
const timeKeys: ReadonlySet<string> = new Set(['time', 'since', 'posted', 'until'])

/** Bytes as a transcript writes them. A blank at either end is escaped, so that editors leave it. */
export function transcriptBytes(bytes: Uint8Array): string {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = isUtf8(data)
    ? data.toString().replace(unprintable, (one) => Array.from(Buffer.from(one), escaped).join(''))
    : Array.from(data, (byte) =>
        byte >= 0x20 && byte < 0x7f && byte !== 0x5c ? String.fromCharCode(byte) : escaped(byte),
      ).join('')
  return text.replace(/^ | $/g, '\\x20')
}

function escaped(byte: number): string {
  return names.get(byte) ?? `\\x${byte.toString(16).padStart(2, '0')}`
}

/** A value as a transcript writes it: JSON with times as they are on a clock here. */
export function transcriptJson(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    return timeKeys.has(key) && typeof inner === 'number' ? transcriptTime(inner) : inner
  })
}

/** As in `2016-03-14T12:34:56`, in the time of this machine, as transcripts are read. */
export function transcriptTime(time: number): string {
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, time % 1000 === 0 ? 19 : 23)
}
