import { Buffer } from 'node:buffer'

const names: ReadonlyMap<number, string> = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x5c, '\\\\'],
])

/** Bytes on one line, with every one that is not printable ASCII made visible: `\n`, `\xff`. */
export function escapeBytes(bytes: Uint8Array): string {
  return Array.from(bytes, shown).join('')
}

/** The same for a text; a character outside ASCII is shown byte by byte. */
export function escapeText(text: string): string {
  return escapeBytes(Buffer.from(text, 'utf8'))
}

/** How many columns the first `count` bytes take when they are visible. */
export function escapedWidth(bytes: Uint8Array, count: number): number {
  return escapeBytes(bytes.subarray(0, count)).length
}

/** The offset of the first byte that came and differs; undefined: all that came is as wanted. */
export function firstDifference(wanted: Uint8Array, came: Uint8Array): number | undefined {
  const length = Math.min(wanted.length, came.length)
  for (let at = 0; at < length; at += 1) if (wanted[at] !== came[at]) return at
  return undefined
}

function shown(byte: number): string {
  const name = names.get(byte)
  if (name !== undefined) return name
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte)
  return `\\x${byte.toString(16).padStart(2, '0')}`
}
