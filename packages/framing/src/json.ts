import { Malformed, NEED_MORE, type NeedMore, type Splitter } from '@parley/contract'
import { Input } from './input.ts'
import { Pieces } from './pieces.ts'
import { decodeUtf8, NOT_UTF8 } from './text.ts'

/**
 * One thing found in a stream of JSON objects.
 * `object`: the text of one, its braces balanced, not yet parsed. `line-end`: the first line end
 * that stood after an object, given once. `garbage`, `not-utf8`: passed over, reading goes on.
 */
export type JsonItem =
  | { readonly kind: 'object'; readonly text: string }
  | { readonly kind: 'line-end' }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'not-utf8' }

const LINE_END: JsonItem = { kind: 'line-end' }
const GARBAGE: JsonItem = { kind: 'garbage' }
const NOT_TEXT: JsonItem = { kind: 'not-utf8' }

const NUL = 0
const TAB = 9
const LINE_FEED = 10
const RETURN = 13
const SPACE = 32
const QUOTE = 34
const OPEN_LIST = 91
const BACKSLASH = 92
const CLOSE_LIST = 93
const OPEN = 123
const CLOSE = 125

/**
 * Concatenated JSON objects with white space or NUL between, cut anywhere. After garbage one item,
 * then the stream is read on at the next `{`. An unfinished object over the bound, or nested deeper
 * than `depth`, is malformed: nobody can tell where the next one begins.
 */
export class JsonSplitter implements Splitter<JsonItem> {
  readonly #most: number
  readonly #deepest: number
  readonly #input = new Input()
  readonly #begun = new Pieces()
  #where: 'gap' | 'after-object' | 'garbage' | 'object' | 'string' | 'escape' = 'gap'
  #braces = 0
  #brackets = 0
  #sawLineEnd = false

  /** `bytes`: the most that an object may have, whatever the host's bound. */
  constructor(limits: { readonly bytes: number; readonly depth: number }) {
    this.#most = limits.bytes
    this.#deepest = limits.depth
  }

  /** Whether an object has begun whose end has not come. */
  get isAmid(): boolean {
    return this.#braces > 0
  }

  push(chunk: Uint8Array): void {
    this.#input.push(chunk)
  }

  get unread(): number {
    return this.#begun.length + this.#input.left
  }

  next(bound: number): JsonItem | NeedMore | Malformed {
    if (this.#braces === 0) {
      const item = this.#pass()
      if (item !== undefined) return item
    }
    return this.#read(Math.min(bound, this.#most))
  }

  /** Passes over what stands before the next object. */
  #pass(): JsonItem | NeedMore | undefined {
    const input = this.#input
    for (; input.at < input.text.length; input.at++) {
      const code = input.text.charCodeAt(input.at)
      if (code === OPEN) return undefined
      const lineEnd = code === LINE_FEED || code === RETURN
      if (this.#where === 'garbage') continue
      if (lineEnd && this.#where === 'after-object' && !this.#sawLineEnd) {
        this.#sawLineEnd = true
        input.at += 1
        return LINE_END
      }
      if (lineEnd || code === SPACE || code === TAB || code === NUL) continue
      this.#where = 'garbage'
      input.at += 1
      return GARBAGE
    }
    input.drain()
    input.ascii = true
    return NEED_MORE
  }

  #read(bound: number): JsonItem | NeedMore | Malformed {
    const input = this.#input
    const from = input.at
    const room = bound - this.#begun.length
    const end = this.#scan(Math.min(input.text.length, from + room))
    if (this.#braces + this.#brackets > this.#deepest) return new Malformed('nested-too-deep')
    if (end < 0) {
      if (input.text.length - from > room) return new Malformed('frame-too-long')
      this.#begun.add(input.drain())
      return NEED_MORE
    }
    const raw = this.#begun.take(input.text.slice(from, end))
    input.at = end
    this.#where = 'after-object'
    const text = input.ascii ? raw : decodeUtf8(raw)
    return text === NOT_UTF8 ? NOT_TEXT : { kind: 'object', text }
  }

  /** Reads up to `to`; gives the index behind the object’s last brace, or -1 where it has not come. */
  #scan(to: number): number {
    const { text } = this.#input
    for (let at = this.#input.at; at < to; at++) {
      const code = text.charCodeAt(at)
      if (this.#where === 'string') {
        if (code === QUOTE) this.#where = 'object'
        else if (code === BACKSLASH) this.#where = 'escape'
      } else if (this.#where === 'escape') this.#where = 'string'
      else if (code === QUOTE) this.#where = 'string'
      else if (code === OPEN) {
        this.#where = 'object'
        this.#braces += 1
      } else if (code === CLOSE && --this.#braces === 0) {
        this.#brackets = 0
        return at + 1
      } else if (code === OPEN_LIST) this.#brackets += 1
      else if (code === CLOSE_LIST && this.#brackets > 0) this.#brackets -= 1
      if (this.#braces + this.#brackets > this.#deepest) return -1
    }
    return -1
  }
}
