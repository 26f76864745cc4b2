import { escapeBytes, readableBytes } from '@parley/kit'
import type { FailureView } from './view-model.ts'

/** The most lines that what was expected may take, and what came where no byte of it is wrong. */
const MOST_LINES = 4

/** What was expected and what came, cut so that the first wrong byte can be seen. */
export interface Difference {
  readonly expected: string | undefined
  readonly came: string
  /** The column of the first wrong byte in `came`, and how many it takes; where one is named. */
  readonly mark: { readonly column: number; readonly length: number } | undefined
}

/**
 * Sets both texts on one line each, of at most `room` columns, or on a few where no wrong byte is named;
 * what is left out has `…` in its place.
 * Where what was expected are bytes that begin as those that came do, both are cut alike, so that
 * they can be read one below the other.
 */
export function difference(
  { came, expected, at }: Pick<FailureView, 'came' | 'expected' | 'at'>,
  room: number,
): Difference {
  const briefly = expected && shortened(expected, MOST_LINES * room)
  if (came === undefined) return { expected: briefly, came: 'nothing came', mark: undefined }
  if (came.length === 0) return { expected: briefly, came: '(no bytes)', mark: undefined }
  if (at === undefined) {
    return {
      expected: briefly,
      came: shortened(readableBytes(came), MOST_LINES * room),
      mark: undefined,
    }
  }
  const bytes = Array.from(came, (byte) => escapeBytes(Uint8Array.of(byte)))
  const start = startOf(bytes, at, room)
  const cameText = cut(bytes, start, room)
  const aligned = expected?.startsWith(bytes.slice(0, at).join('')) === true
  return {
    expected: aligned && expected !== undefined ? cut(piecesOf(expected), start, room) : briefly,
    came: cameText,
    mark: {
      column: (start > 0 ? 1 : 0) + bytes.slice(start, at).join('').length,
      length: bytes[at]?.length ?? 1,
    },
  }
}

/** A text, cut at its end to a number of columns; never within `\xff`. */
export function shortened(text: string, room: number): string {
  return cut(piecesOf(text), 0, room)
}

/** The characters of a text with escapes; `\xff` is one. */
export function piecesOf(text: string): readonly string[] {
  return text.match(/\\x[0-9a-f]{2}|\\.|./gsu) ?? []
}

/** The first piece to be shown, so that the one at `at` is, with a third of the room before it. */
function startOf(pieces: readonly string[], at: number, room: number): number {
  if (lengthOf(pieces.slice(0, at + 1)) <= room - 1) return 0
  let start = at
  let length = 0
  while (start > 0) {
    length += pieces[start - 1]?.length ?? 0
    if (length > room / 3) break
    start -= 1
  }
  return start
}

function cut(pieces: readonly string[], start: number, room: number): string {
  const before = start > 0 ? '…' : ''
  const rest = pieces.slice(start)
  if (before.length + lengthOf(rest) <= room) return before + rest.join('')
  let text = before
  for (const piece of rest) {
    if (text.length + piece.length > room - 1) break
    text += piece
  }
  return `${text}…`
}

function lengthOf(pieces: readonly string[]): number {
  return pieces.reduce((length, piece) => length + piece.length, 0)
}
