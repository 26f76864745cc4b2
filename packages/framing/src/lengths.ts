import { Malformed, NEED_MORE, type NeedMore, type Splitter } from '@parley/contract'

/** What stands before the content of a frame, and behind it. */
export interface LengthPrefix {
  /** How many bytes stand before the content. */
  readonly prefix: number
  /** How many bytes the content has. */
  readonly length: number
  /** The byte that has to stand behind the content; none where it is absent. */
  readonly end?: number
}

/**
 * Reads the length at the beginning of a frame, of whose bytes some may not have come.
 * They are only lent: nothing of them is kept.
 */
export type ReadLength = (bytes: Uint8Array) => LengthPrefix | NeedMore | Malformed

const COLON = 0x3a
const COMMA = 0x2c
const ZERO = 0x30
const NINE = 0x39

/** A length of more digits is none: 15 of them are safe as a number. */
const MOST_DIGITS = 15

/** A larger buffer is let go when all of it has been read, in bytes. */
const KEPT = 4096

/** The length of a content in so many bytes before it, the highest first; at most 6. */
export function bigEndian(prefix: number): ReadLength {
  return (bytes) => {
    if (bytes.length < prefix) return NEED_MORE
    let length = 0
    for (const byte of bytes.subarray(0, prefix)) length = length * 256 + byte
    return { prefix, length }
  }
}

/**
 * The length in decimal digits, a colon, the content, a comma: `5:hello,`. A leading zero is malformed.
 *
 * Source: D. J. Bernstein, Netstrings, 1997.
 */
export const netstring: ReadLength = (bytes) => {
  let length = 0
  for (const [at, byte] of bytes.entries()) {
    if (byte === COLON && at > 0) return { prefix: at + 1, length, end: COMMA }
    const isDigit = byte >= ZERO && byte <= NINE
    const isLeadingZero = at > 0 && bytes[0] === ZERO
    if (!isDigit || isLeadingZero || at >= MOST_DIGITS) return new Malformed('malformed')
    length = length * 10 + byte - ZERO
  }
  return NEED_MORE
}

/**
 * Frames whose length stands before them; gives their contents. The bound counts what stands around
 * the content too. A frame over it is told as soon as its length is read, and ends the stream.
 */
export class LengthSplitter implements Splitter<Uint8Array> {
  readonly #read: ReadLength
  #buffer = new Uint8Array(0)
  /** Where the next frame begins, and where the bytes end. */
  #from = 0
  #to = 0

  constructor(read: ReadLength) {
    this.#read = read
  }

  push(chunk: Uint8Array): void {
    const length = this.#to - this.#from + chunk.length
    if (this.#to + chunk.length > this.#buffer.length) {
      const buffer = new Uint8Array(length > this.#buffer.length / 2 ? 2 * length : length)
      buffer.set(this.#buffer.subarray(this.#from, this.#to))
      this.#buffer = buffer
      this.#to -= this.#from
      this.#from = 0
    }
    this.#buffer.set(chunk, this.#to)
    this.#to += chunk.length
  }

  get unread(): number {
    return this.#to - this.#from
  }

  next(bound: number): Uint8Array | NeedMore | Malformed {
    const bytes = this.#buffer.subarray(this.#from, this.#to)
    const found = this.#read(bytes)
    if (found instanceof Malformed) return found
    if (found === NEED_MORE) {
      return bytes.length > bound ? new Malformed('frame-too-long') : NEED_MORE
    }
    const { prefix, length, end } = found
    const behind = prefix + length
    const whole = behind + (end === undefined ? 0 : 1)
    if (whole > bound) return new Malformed('frame-too-long')
    if (bytes.length < whole) return NEED_MORE
    if (end !== undefined && bytes[behind] !== end) return new Malformed('malformed')
    const content = bytes.slice(prefix, behind)
    this.#pass(whole)
    return content
  }

  #pass(length: number): void {
    this.#from += length
    if (this.#from < this.#to) return
    this.#from = 0
    this.#to = 0
    if (this.#buffer.length > KEPT) this.#buffer = new Uint8Array(0)
  }
}
