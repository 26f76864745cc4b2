import type { Buffer } from 'node:buffer'
import { type DecodedText, decodeText } from './text-encoding.ts'

/** A cell, and where it stands in the text, with its quotes. */
interface CsvCell {
  readonly value: string
  readonly start: number
  readonly end: number
  readonly isQuoted: boolean
}

export interface CsvRow {
  /** Counted from 1. */
  readonly line: number
  readonly cells: readonly CsvCell[]
}

/** A file that is no CSV. */
export class CsvFault extends Error {
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}

/** A cell that gets another value. */
export interface CsvChange {
  readonly cell: CsvCell
  readonly value: string
}

/**
 * A CSV file that somebody else has written and will read again. Single cells get other values, and all
 * other bytes stay as they are: separator, quotes, line ends, byte order mark, order. Libraries read
 * values and write them in a style of their own, which a learning platform or a comparison of the two
 * files does not forgive: that is why this one is ours.
 */
export class CsvDocument {
  /** Without lines that are empty. */
  readonly rows: readonly CsvRow[]
  readonly #decoded: DecodedText
  readonly #separator: string

  /** Throws a `CsvFault`. */
  constructor(bytes: Uint8Array) {
    this.#decoded = decodeText(bytes)
    const { text } = this.#decoded
    const { separator, start } = dialectOf(text)
    this.#separator = separator
    this.rows = rowsOf(text, start, separator).filter(({ cells }) => {
      return cells.length > 1 || cells[0]?.value !== ''
    })
  }

  /** Whether values are separated as where numbers have a decimal comma. */
  get hasSemicolons(): boolean {
    return this.#separator === ';'
  }

  /** The bytes of the file with these changes. */
  with(changes: readonly CsvChange[]): Buffer {
    const { text, encode } = this.#decoded
    const parts: string[] = []
    let done = 0
    for (const { cell, value } of changes.toSorted(
      (one, other) => one.cell.start - other.cell.start,
    )) {
      parts.push(text.slice(done, cell.start), this.#written(value, cell.isQuoted))
      done = cell.end
    }
    return encode([...parts, text.slice(done)].join(''))
  }

  #written(value: string, isQuoted: boolean): string {
    const isPlain = !isQuoted && !value.includes(this.#separator) && !/["\r\n]/.test(value)
    return isPlain ? value : `"${value.replaceAll('"', '""')}"`
  }
}

const BYTE_ORDER_MARK = '\ufeff'

/** The separator, and where the first row begins; a spreadsheet may name the separator in a line above it. */
function dialectOf(text: string): { readonly separator: string; readonly start: number } {
  const start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0
  const [line = '', named] = /^sep=(.)(?:\r\n|\r|\n)/.exec(text.slice(start, start + 8)) ?? []
  if (named !== undefined) return { separator: named, start: start + line.length }
  const [head = ''] = /^(?:"[^"]*"|[^"\r\n])*/.exec(text.slice(start)) ?? []
  const bare = head.replaceAll(/"[^"]*"/g, '')
  const count = (separator: string) => bare.split(separator).length
  const [separator = ','] = [',', ';', '\t'].toSorted((one, other) => count(other) - count(one))
  return { separator, start }
}

function rowsOf(text: string, start: number, separator: string): readonly CsvRow[] {
  const rows: CsvRow[] = []
  const lines = new LineCount(text)
  for (let at = start; at < text.length; ) {
    const line = lines.at(at)
    const cells: CsvCell[] = []
    for (;;) {
      const cell = cellAt(text, at, { separator, lines })
      cells.push(cell)
      at = cell.end
      if (text[at] !== separator) break
      at += 1
    }
    at += text.startsWith('\r\n', at) ? 2 : 1
    rows.push({ line, cells })
  }
  return rows
}

/** The cell that begins there; behind it is a separator, a line end, or nothing. */
function cellAt(
  text: string,
  start: number,
  { separator, lines }: { readonly separator: string; readonly lines: LineCount },
): CsvCell {
  const isEnd = (at: number) => at >= text.length || `${separator}\r\n`.includes(text[at] ?? '')
  let end = start
  if (text[start] !== '"') {
    while (!isEnd(end)) end += 1
    return { value: text.slice(start, end), start, end, isQuoted: false }
  }
  do {
    end = text.indexOf('"', end + 1)
    if (end < 0) throw new CsvFault(lines.at(start), 'the quote that begins here is never closed')
    end += 1
  } while (text[end] === '"')
  if (!isEnd(end)) {
    throw new CsvFault(lines.at(end), 'there is text behind the quote that closes a value')
  }
  const value = text.slice(start + 1, end - 1).replaceAll('""', '"')
  return { value, start, end, isQuoted: true }
}

/** Counts lines up to places that only grow. */
class LineCount {
  readonly #text: string
  #line = 1
  #counted = 0

  constructor(text: string) {
    this.#text = text
  }

  at(place: number): number {
    if (place < this.#counted) return this.#line
    const passed = this.#text.slice(this.#counted, place)
    this.#line += passed.match(/\r\n|\r|\n/g)?.length ?? 0
    this.#counted = place
    return this.#line
  }
}
