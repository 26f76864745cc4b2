import { Buffer } from 'node:buffer'

const BACKSLASH = 92
const LETTER_U = 117
const ASCII = 128
/** What `\u0041` takes of a JSON string. */
const LONGEST_ESCAPE = 6

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
    quote: (text) => (plain.test(text) ? `"${text}"` : `"${new Writer(letters).write(text)}"`),
    pieces: (text, room) => {
      const writer = new Writer(letters)
      const written = writer.write(text, room)
      return writer.cuts.map((cut, index) => written.slice(writer.cuts[index - 1] ?? 0, cut))
    },
  }
}

/** What stands behind the backslash for a character; 0 where it stands for itself. */
function letterOf(code: number, plain: RegExp): number {
  const character = String.fromCharCode(code)
  if (plain.test(character)) return 0
  const json = JSON.stringify(character).slice(1, -1)
  return json.length === 1 ? LETTER_U : json.charCodeAt(1)
}

/** Writes one text. */
class Writer {
  /** Where each piece ends. */
  readonly cuts: number[] = []
  readonly #letters: Uint8Array

  constructor(letters: Uint8Array) {
    this.#letters = letters
  }

  /** Without a call or a field for each character: they take as long as the writing itself. */
  write(text: string, room = Number.POSITIVE_INFINITY): string {
    const bytes = Buffer.allocUnsafe(LONGEST_ESCAPE * text.length)
    const letters = this.#letters
    let used = 0
    let began = 0
    let before = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      const letter = code < ASCII ? (letters[code] ?? LETTER_U) : LETTER_U
      if (letter === 0) bytes[used++] = code
      else {
        bytes[used++] = BACKSLASH
        bytes[used++] = letter
        if (letter === LETTER_U) {
          bytes[used++] = digits[code >> 12] ?? 0
          bytes[used++] = digits[(code >> 8) & 15] ?? 0
          bytes[used++] = digits[(code >> 4) & 15] ?? 0
          bytes[used++] = digits[code & 15] ?? 0
        }
      }
      if (isHigh(code) && isLow(text.charCodeAt(at + 1))) continue
      if (used - began > room && before > began) {
        this.cuts.push(before)
        began = before
      }
      before = used
    }
    this.cuts.push(used)
    return bytes.toString('latin1', 0, used)
  }
}

/** The first half of a surrogate pair. */
function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

/** The second half. */
function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
