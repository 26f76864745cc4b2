import { Buffer } from 'node:buffer'

const QUOTE = 34
const BACKSLASH = 92
const LETTER_U = 117
const ASCII = 128
/** What `\u0041` takes of a JSON string; a character beyond U+FFFF takes two of them. */
const LONGEST_ESCAPE = 6
const BMP = 0xffff

const digits = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))

/** Writes JSON strings that are ASCII. */
export interface AsciiJson {
  /** The string with its quotes. */
  quote(text: string): string
  /** The bytes that a character takes between the quotes. */
  widthOf(codePoint: number): number
}

/**
 * `plain`: matches texts of characters that stand for themselves, all of them ASCII; everything else
 * is escaped. A text of a mebibyte is read once, without a call for each character: a peer may send
 * nothing but what has to be escaped.
 */
export function asciiJson(plain: RegExp): AsciiJson {
  const letters = Uint8Array.from({ length: ASCII }, (_, code) => letterOf(code, plain))
  const widths = Uint8Array.from(letters, (letter) => widthFor(letter))
  return {
    quote: (text) => (plain.test(text) ? `"${text}"` : escaped(text, letters)),
    widthOf: (codePoint) => {
      return widths[codePoint] ?? (codePoint > BMP ? 2 * LONGEST_ESCAPE : LONGEST_ESCAPE)
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

function widthFor(letter: number): number {
  if (letter === 0) return 1
  return letter === LETTER_U ? LONGEST_ESCAPE : 2
}

function escaped(text: string, letters: Uint8Array): string {
  const bytes = Buffer.allocUnsafe(LONGEST_ESCAPE * text.length + 2)
  let used = 0
  bytes[used++] = QUOTE
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const letter = letters[code] ?? LETTER_U
    if (letter === 0) {
      bytes[used++] = code
      continue
    }
    bytes[used++] = BACKSLASH
    bytes[used++] = letter
    if (letter !== LETTER_U) continue
    bytes[used++] = digits[code >> 12] ?? 0
    bytes[used++] = digits[(code >> 8) & 15] ?? 0
    bytes[used++] = digits[(code >> 4) & 15] ?? 0
    bytes[used++] = digits[code & 15] ?? 0
  }
  bytes[used++] = QUOTE
  return bytes.toString('latin1', 0, used)
}
