/**
 * Bytes as a transcript writes them:
 *
 *     text   = *( escape / any character, as its UTF-8 )
 *     escape = "\n" / "\r" / "\t" / "\0" / "\\" / "\x" HEXDIG HEXDIG
 */
import { Buffer, isUtf8 } from 'node:buffer'

const escapes: ReadonlyMap<string, number> = new Map([
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['0', 0x00],
  ['\\', 0x5c],
])

const token = /\\x([0-9a-fA-F]{2})|\\(.?)|[^\\]+/gsu
const unprintable = /[\\\p{C}\u2028\u2029]/gu

/** The bytes that a transcript's text stands for. Throws where an escape is none of ours. */
export function readBytes(text: string): Buffer {
  const parts: Uint8Array[] = []
  for (const [whole, hex, letter] of text.matchAll(token)) {
    if (hex !== undefined) parts.push(Uint8Array.of(Number.parseInt(hex, 16)))
    else if (letter === undefined) parts.push(Buffer.from(whole))
    else parts.push(Uint8Array.of(codeOf(letter)))
  }
  return Buffer.concat(parts)
}

function codeOf(letter: string): number {
  const code = escapes.get(letter)
  if (code === undefined)
    throw new Error(`\\${letter} is no escape: use \\n \\r \\t \\0 \\\\ \\xHH`)
  return code
}

/** How bytes, or a string that goes out as UTF-8, look in a transcript; cut after `most` characters. */
export function showBytes(frame: Uint8Array | string, most = 300): string {
  const bytes = Buffer.from(frame)
  const shown = isUtf8(bytes)
    ? bytes.toString().replace(unprintable, escaped)
    : bytes.toString('latin1').replace(/[\\\x00-\x1f\x7f-\xff]/g, escapedByte)
  return shown.length > most ? `${shown.slice(0, most)}… (${bytes.length} bytes)` : shown
}

function escaped(character: string): string {
  return [...Buffer.from(character)].map((byte) => escapedByte(String.fromCharCode(byte))).join('')
}

function escapedByte(character: string): string {
  const code = character.charCodeAt(0)
  for (const [letter, meant] of escapes) if (meant === code) return `\\${letter}`
  return `\\x${code.toString(16).padStart(2, '0')}`
}

/** A value as JSON with its keys sorted, so that equal values are equal strings. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) => {
      if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
      return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
    }) ?? 'undefined'
  )
}

/** A value for a finding; cut after `most` characters. */
export function showValue(value: unknown, most = 300): string {
  const json = JSON.stringify(value) ?? String(value)
  if (json.length <= most) return visible(json)
  return `${visible(json.slice(0, most))}… (${json.length} characters)`
}

/** The beginning of a text, for the title of a case. */
export function showText(text: string, most = 60): string {
  if (text.length <= most) return showValue(text)
  return `${showValue(text.slice(0, most))}… (${text.length} characters)`
}

/** JSON in which everything that a terminal would not show is escaped. */
export function visible(json: string): string {
  return json.replace(/[\p{C}\p{Z}\p{M}]/gu, (character) => {
    if (character === ' ') return character
    const units = character.split('').map((unit) => unit.charCodeAt(0))
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
  })
}
