/** Bytes as the page keeps, reads and shows them. */

const HEX = 16

/** How a few characters are shown that cannot be seen. */
const escapes: ReadonlyMap<number, string> = new Map([
  [0x00, '\\0'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
])

/** What cannot be seen, or turns the text around it: shown by its number. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\u2800\u3164\ufffe\uffff]/u

const joiner = 0x200d

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoder = new TextEncoder()

/** A piece of what is shown: text as it is, or one byte or character that is shown by an escape. */
export interface Glyphs {
  readonly kind: 'text' | 'escape'
  readonly text: string
}

export function fromBase64(base64: string): Uint8Array {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** Control characters but tab and line feed, and what turns text around: embeddings, overrides, isolates. */
const disturbing = /([\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069])/u

/** A text of somebody else as people are shown it: what would disturb what stands beside it is an escape. */
export function plainGlyphs(text: string): readonly Glyphs[] {
  return text.split(disturbing).flatMap((piece, index) => {
    if (piece === '') return []
    return [index % 2 === 1 ? escaped(piece) : { kind: 'text', text: piece }]
  })
}

/** Bytes as UTF-8; what is not UTF-8, cannot be seen, or turns text round, is an escape. */
export function glyphsOf(bytes: Uint8Array): readonly Glyphs[] {
  const found: Glyphs[] = []
  const add = (kind: Glyphs['kind'], text: string) => {
    const last = found.at(-1)
    if (last?.kind === kind && kind === 'text') {
      found[found.length - 1] = { kind, text: last.text + text }
    } else found.push({ kind, text })
  }
  for (let at = 0; at < bytes.length; ) {
    const width = widthOf(bytes[at] ?? 0)
    const character = decoded(bytes.subarray(at, at + width), width)
    if (character === undefined) add('escape', byteEscape(bytes[at] ?? 0))
    else add(...shown(character))
    at += character === undefined ? 1 : width
  }
  return found
}

/** The same as one string, for what is copied or read aloud. */
export function visible(bytes: Uint8Array): string {
  return glyphsOf(bytes)
    .map(({ text }) => text)
    .join('')
}

function shown(character: string): [Glyphs['kind'], string] {
  const code = character.codePointAt(0) ?? 0
  if (code === joiner || !unseen.test(character)) return ['text', character]
  return ['escape', escaped(character).text]
}

function escaped(character: string): Glyphs {
  const code = character.codePointAt(0) ?? 0
  const byNumber = code < 0x80 ? byteEscape(code) : `\\u{${code.toString(HEX)}}`
  return { kind: 'escape', text: escapes.get(code) ?? byNumber }
}

function byteEscape(byte: number): string {
  return `\\x${byte.toString(HEX).padStart(2, '0')}`
}

function widthOf(first: number): number {
  if (first < 0x80) return 1
  if (first < 0xe0) return 2
  return first < 0xf0 ? 3 : 4
}

function decoded(bytes: Uint8Array, width: number): string | undefined {
  if (bytes.length < width) return undefined
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

/** Bytes that one row of a hex view holds. */
const HEX_ROW = 8

export interface HexRow {
  /** Of the first byte, in hex. */
  readonly offset: string
  readonly cells: readonly { readonly at: number; readonly hex: string; readonly glyph: string }[]
}

export function hexRows(bytes: Uint8Array): readonly HexRow[] {
  const rows: HexRow[] = []
  for (let from = 0; from < bytes.length; from += HEX_ROW) {
    const cells = Array.from(bytes.subarray(from, from + HEX_ROW), (byte, index) => ({
      at: from + index,
      hex: byte.toString(HEX).padStart(2, '0'),
      glyph: byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·',
    }))
    rows.push({ offset: from.toString(HEX).padStart(4, '0'), cells })
  }
  return rows
}

/**
 * What somebody typed as bytes: `\n`, `\r`, `\t`, `\0`, `\\` and `\x` with two hex digits stand for one
 * byte each; everything else is UTF-8.
 */
export function typedBytes(typed: string): Uint8Array {
  const bytes: number[] = []
  const parts = typed.split(/(\\x[0-9a-fA-F]{2}|\\[nrt0\\])/)
  for (const part of parts) {
    const byte =
      named.get(part) ?? (/^\\x..$/.test(part) ? Number.parseInt(part.slice(2), HEX) : -1)
    if (byte >= 0) bytes.push(byte)
    else bytes.push(...utf8(part))
  }
  return Uint8Array.from(bytes)
}

/** Bytes as they can be typed for `typedBytes`: what is no ASCII that can be seen is an escape. */
export function typeable(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const isPlain = byte >= 0x20 && byte < 0x7f && byte !== BACKSLASH
    return typedNames.get(byte) ?? (isPlain ? String.fromCharCode(byte) : byteEscape(byte))
  }).join('')
}

const BACKSLASH = 0x5c

const named: ReadonlyMap<string, number> = new Map([
  ['\\n', 0x0a],
  ['\\r', 0x0d],
  ['\\t', 0x09],
  ['\\0', 0x00],
  ['\\\\', 0x5c],
])

const typedNames: ReadonlyMap<number, string> = new Map(
  [...named].map(([name, byte]) => [byte, name]),
)
