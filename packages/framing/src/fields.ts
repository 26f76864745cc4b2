import { Malformed, NEED_MORE, type NeedMore, type Splitter } from '@parley/contract'
import { Input } from './input.ts'
import { Pieces } from './pieces.ts'
import { decodeUtf8, NOT_UTF8 } from './text.ts'

/** One `key: value;;`. */
export interface Field {
  readonly key: string
  /** Everything behind the first `: `, further ones too. */
  readonly value: string
  /** How long it is on the wire, its end included. */
  readonly bytes: number
}

const END = ';;'
const BETWEEN_KEY_AND_VALUE = ': '

const TAB = 9
const LINE_FEED = 10
const RETURN = 13
const SPACE = 32
const SEMICOLON = 59

/**
 * Fields `key: value;;`, cut anywhere. White space between two fields is skipped, and so are further
 * semicolons, which a value that ended in one leaves behind. What has no `: `, or is not UTF-8, is
 * malformed, and so is an unfinished field over the bound: nobody can tell where the next one begins.
 */
export class FieldSplitter implements Splitter<Field> {
  readonly #input = new Input()
  readonly #begun = new Pieces()

  push(chunk: Uint8Array): void {
    this.#input.push(chunk)
  }

  get unread(): number {
    return this.#begun.length + this.#input.left
  }

  next(bound: number): Field | NeedMore | Malformed {
    const input = this.#input
    if (this.#begun.length === 0) this.#pass()
    const end = input.text.indexOf(END, input.at)
    if (end < 0) return this.#unfinished(bound)
    const raw = this.#begun.take(input.text.slice(input.at, end))
    input.at = end + END.length
    const { ascii } = input
    if (input.at >= input.text.length) input.ascii = true
    if (raw.length + END.length > bound) return new Malformed('frame-too-long')
    return read(ascii ? raw : decodeUtf8(raw), raw.length + END.length)
  }

  /** Passes over what stands before the next field. */
  #pass(): void {
    const input = this.#input
    while (input.at < input.text.length && isBetween(input.text.charCodeAt(input.at))) input.at += 1
  }

  /** Half of an end stays where the other half will come. */
  #unfinished(bound: number): NeedMore | Malformed {
    const rest = this.#input.drain()
    const held = rest.endsWith(';') ? 1 : 0
    this.#begun.add(rest.slice(0, rest.length - held))
    if (held > 0) this.#input.text = ';'
    const { length } = this.#begun
    if (length === 0 && held === 0) this.#input.ascii = true
    return length + held > Math.max(0, bound) ? new Malformed('frame-too-long') : NEED_MORE
  }
}

function isBetween(code: number): boolean {
  return (
    code === SPACE || code === LINE_FEED || code === RETURN || code === TAB || code === SEMICOLON
  )
}

function read(text: string | typeof NOT_UTF8, bytes: number): Field | Malformed {
  const at = text === NOT_UTF8 ? -1 : text.indexOf(BETWEEN_KEY_AND_VALUE)
  if (text === NOT_UTF8 || at < 0) return new Malformed('malformed')
  return { key: text.slice(0, at), value: text.slice(at + BETWEEN_KEY_AND_VALUE.length), bytes }
}
