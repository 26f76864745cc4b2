import { Buffer } from 'node:buffer'

const BACKSLASH = 92
const LETTER_U = 117
const ASCII = 128
/** What two halves of a surrogate pair take of a JSON string, as `\ud83d\ude00`. */
const LONGEST_CHARACTER = 12
/** What one UTF-16 unit takes at the most, as `\ufffd`. */
const LONGEST_UNIT = 6

/** A text that is not cut is still written in parts of this size, in bytes. */
const PART = 64 * 1024

const digits = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))

/** Writes JSON strings that are ASCII. */
export interface AsciiJson {
  /** The string with its quotes. */
  quote(text: string): string
  /**
   * The string without its quotes, cut into pieces of at most `room` bytes, each as long as it can be;
   * no character is cut, nor a pair of surrogates.
   */
  pieces(text: string, room: number): readonly string[]
}

/**
 * `plain`: matches texts of characters that stand for themselves, all of them ASCII; everything else
 * is escaped. A text of a mebibyte is read once, without a call for each character: a peer may send
 * nothing but what has to be escaped.
 */
export function asciiJson(plain: RegExp): AsciiJson {
  const letters = Uint8Array.from({ length: ASCII }, (_, code) => letterOf(code, plain))
  return {
    quote: (text) =>
      plain.test(text) ? `"${text}"` : `"${written(text, letters, PART).join('')}"`,
    pieces: (text, room) => written(text, letters, room),
  }
}

/** What stands behind the backslash for a character; 0 where it stands for itself. */
function letterOf(code: number, plain: RegExp): number {
  const character = String.fromCharCode(code)
  if (plain.test(character)) return 0
  const json = JSON.stringify(character).slice(1, -1)
  return json.length === 1 ? LETTER_U : json.charCodeAt(1)
}

/**
 * A text in pieces. They are written one after another in the same few bytes of memory: six times the
 * text at once would be slower by what the system takes to provide it. As many characters as surely fit
 * are written without a look at the room that is left, which takes as long as the writing itself.
 */
function written(text: string, letters: Uint8Array, room: number): readonly string[] {
  const longest = Math.min(room, LONGEST_CHARACTER * text.length)
  const bytes = Buffer.allocUnsafe(longest + LONGEST_CHARACTER)
  const pieces: string[] = []
  let used = 0
  let at = 0
  while (at < text.length) {
    const sure = Math.floor((longest - used) / LONGEST_UNIT)
    const fitting = wholeCharacters(text, Math.min(text.length, at + sure))
    if (fitting > at) {
      used = escapeInto(bytes, used, text, at, fitting, letters)
      at = fitting
      continue
    }
    const next = isPairAt(text, at) ? at + 2 : at + 1
    const end = escapeInto(bytes, used, text, at, next, letters)
    if (end > room && used > 0) {
      pieces.push(bytes.toString('latin1', 0, used))
      used = 0
    } else {
      used = end
      at = next
    }
  }
  pieces.push(bytes.toString('latin1', 0, used))
  return pieces
}

/** Writes the units of a text in a range behind the `used` bytes; gives how many are used then. */
function escapeInto(
  bytes: Uint8Array,
  used: number,
  text: string,
  from: number,
  to: number,
  letters: Uint8Array,
): number {
  let end = used
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    const letter = code < ASCII ? (letters[code] ?? LETTER_U) : LETTER_U
    if (letter === 0) {
      bytes[end] = code
      end += 1
    } else if (letter === LETTER_U) {
      bytes[end] = BACKSLASH
      bytes[end + 1] = LETTER_U
      bytes[end + 2] = digits[code >> 12] ?? 0
      bytes[end + 3] = digits[(code >> 8) & 15] ?? 0
      bytes[end + 4] = digits[(code >> 4) & 15] ?? 0
      bytes[end + 5] = digits[code & 15] ?? 0
      end += LONGEST_UNIT
    } else {
      bytes[end] = BACKSLASH
      bytes[end + 1] = letter
      end += 2
    }
  }
  return end
}

/** The last index up to `to` that is not within a pair of surrogates. */
function wholeCharacters(text: string, to: number): number {
  return isPairAt(text, to - 1) ? to - 1 : to
}

function isPairAt(text: string, at: number): boolean {
  return isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1))
}

/** The first half of a surrogate pair. */
function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

/** The second half. */
function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
