import { NEED_MORE, type NeedMore, type Splitter } from '@parley/contract'
import { Input } from './input.ts'
import { Pieces } from './pieces.ts'
import { decodeUtf8, NOT_UTF8 } from './text.ts'

/** A line that could not be read; the lines after it can. */
export interface LineFault {
  readonly fault: 'too-long' | 'not-utf8'
}

const TOO_LONG: LineFault = { fault: 'too-long' }
const NOT_TEXT: LineFault = { fault: 'not-utf8' }

const CARRIAGE_RETURN = 13

/** Makes a text of a line that holds one byte a character, and is not all ASCII. */
export type DecodeLine = (bytes: string) => string | typeof NOT_UTF8

/**
 * Lines ended by `\n`, one `\r` before it removed. A line over the bound is given once as a fault,
 * as soon as the bound is passed, and skipped to its end. `decode` is for a protocol that also takes
 * other encodings; by default a line is UTF-8.
 */
export class LineSplitter implements Splitter<string | LineFault> {
  readonly #decode: DecodeLine
  readonly #input = new Input()
  readonly #begun = new Pieces()
  #skipping = false

  constructor(decode: DecodeLine = decodeUtf8) {
    this.#decode = decode
  }

  push(chunk: Uint8Array): void {
    this.#input.push(chunk)
  }

  get unread(): number {
    return this.#begun.length + this.#input.left
  }

  next(bound: number): string | LineFault | NeedMore {
    const input = this.#input
    for (;;) {
      const end = input.text.indexOf('\n', input.at)
      if (end < 0) return this.#unfinished(bound)
      const line = this.#begun.take(input.text.slice(input.at, end))
      input.at = end + 1
      if (this.#skipping) this.#skipping = false
      else return this.#read(line, bound)
    }
  }

  #read(line: string, bound: number): string | LineFault {
    const ascii = this.#input.ascii
    if (this.#input.at >= this.#input.text.length) this.#input.ascii = true
    const ends = line.charCodeAt(line.length - 1) === CARRIAGE_RETURN
    const text = ends ? line.slice(0, -1) : line
    if (text.length > bound) return TOO_LONG
    if (ascii) return text
    const decode = this.#decode
    const decoded = decode(text)
    return decoded === NOT_UTF8 ? NOT_TEXT : decoded
  }

  #unfinished(bound: number): LineFault | NeedMore {
    const piece = this.#input.drain()
    if (this.#skipping) return NEED_MORE
    this.#begun.add(piece)
    if (this.#begun.length <= bound + 1) return NEED_MORE
    this.#begun.clear()
    this.#skipping = true
    return TOO_LONG
  }
}
