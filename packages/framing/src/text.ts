import { Buffer, isUtf8 } from 'node:buffer'

const nonAscii = /[\x80-\xff]/

/** A text whose bytes were not UTF-8. */
export const NOT_UTF8: unique symbol = Symbol('not UTF-8')

/**
 * Reads a string that holds one byte a character (as splitters keep input, so that a character cut
 * across two reads is nothing special) as the UTF-8 that it is.
 */
export function decodeUtf8(bytes: string): string | typeof NOT_UTF8 {
  if (!nonAscii.test(bytes)) return bytes
  const buffer = Buffer.from(bytes, 'latin1')
  return isUtf8(buffer) ? buffer.toString('utf8') : NOT_UTF8
}

/**
 * Cuts a text into pieces that each satisfy `fits`, at character borders; never between the halves
 * of a surrogate pair. `most`: no piece is longer than this many UTF-16 units. A single character
 * that does not fit is a piece of its own.
 */
export function cutText(text: string, most: number, fits: (piece: string) => boolean): string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > most || !fits(rest)) {
    let low = 1
    let high = Math.min(most, rest.length)
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (fits(rest.slice(0, middle))) low = middle
      else high = middle - 1
    }
    const at = borderAt(rest, low)
    if (at >= rest.length) break
    pieces.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  pieces.push(rest)
  return pieces
}

function borderAt(text: string, at: number): number {
  if (!isHigh(text.charCodeAt(at - 1)) || !isLow(text.charCodeAt(at))) return at
  return at === 1 ? 2 : at - 1
}

/** The first half of a surrogate pair. */
function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

/** The second half. */
function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** A copy that does not keep alive the longer string that `text` may have been cut from. */
export function detach(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
