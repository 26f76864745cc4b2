import { Buffer, isUtf8 } from 'node:buffer'

const nonAscii = /[\x80-\xff]/

/** A text whose bytes were not UTF-8. */
export const NOT_UTF8: unique symbol = Symbol('not UTF-8')

/**
 * Reads a string that holds one byte a character (as splitters keep input, so that a character cut
 * across two reads is nothing special) as the UTF-8 that it is. Of bytes, `decodeBytes` makes a text.
 */
export function decodeUtf8(bytes: string): string | typeof NOT_UTF8 {
  if (!nonAscii.test(bytes)) return bytes
  const buffer = Buffer.from(bytes, 'latin1')
  return isUtf8(buffer) ? buffer.toString('utf8') : NOT_UTF8
}

/** Reads bytes as the UTF-8 that they are. */
export function decodeBytes(bytes: Uint8Array): string | typeof NOT_UTF8 {
  if (!isUtf8(bytes)) return NOT_UTF8
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
}

/**
 * Cuts a text into pieces of at most `room`, as `widthOf` counts its characters, each as late as it
 * can be; never between the halves of a surrogate pair. A character that is wider than that is a piece
 * of its own. Reads the text once, however narrow the room.
 */
export function cutText(
  text: string,
  room: number,
  widthOf: (codePoint: number) => number,
): string[] {
  const pieces: string[] = []
  let from = 0
  let used = 0
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0
    const width = widthOf(codePoint)
    if (used + width > room && at > from) {
      pieces.push(text.slice(from, at))
      from = at
      used = 0
    }
    used += width
    at += codePoint > 0xffff ? 2 : 1
  }
  pieces.push(text.slice(from))
  return pieces
}

/** The bytes that a character takes in UTF-8. */
export function utf8Width(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}

/** A copy that does not keep alive the longer string that `text` may have been cut from. */
export function copyString(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
