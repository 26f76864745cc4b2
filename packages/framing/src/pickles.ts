/**
 * Python pickles, protocols 0 to 5, one after another. Of the many opcodes these are read, which is
 * all that a dictionary of strings, integers, booleans and None is written with:
 *
 *     pickle  = *step STOP(2e)
 *     step    = PROTO(80) u8 / FRAME(95) u64
 *             / EMPTY_DICT(7d) / MARK(28) / DICT(64) / SETITEM(73) / SETITEMS(75)
 *             / MEMOIZE(94) / BINPUT(71) u8 / LONG_BINPUT(72) u32 / PUT(70) decimal LF
 *             / BINGET(68) u8 / LONG_BINGET(6a) u32 / GET(67) decimal LF
 *             / SHORT_BINUNICODE(8c) u8 UTF-8 / BINUNICODE(58) u32 UTF-8 / BINUNICODE8(8d) u64 UTF-8
 *             / UNICODE(56) raw-unicode-escape LF
 *             / BININT1(4b) u8 / BININT2(4d) u16 / BININT(4a) i32 / INT(49) decimal LF
 *             / NONE(4e) / NEWTRUE(88) / NEWFALSE(89)
 *
 * Numbers are little-endian. `I01` and `I00` are True and False. A FRAME's length tells nothing that
 * the opcodes do not, so it is only held to the bound.
 */
import { Buffer, isUtf8 } from 'node:buffer'
import { Malformed, NEED_MORE, type NeedMore, type Splitter } from '@parley/contract'
import { operations, type Width, type WithLine, type WithNumber, widths } from './opcodes.ts'
import { PickleEnd } from './pickle-end.ts'
import { type PickledScalar, Unpickling } from './unpickling.ts'

/** One pickle: a dictionary whose keys are strings and whose values are scalars. */
export interface Pickle {
  readonly kind: 'dict'
  readonly entries: ReadonlyMap<string, PickledScalar>
}

const LINE_FEED = 0x0a

/** So much is kept for the next pickle when all has been read, in bytes. */
const KEPT = 4096

const NOTHING = new Uint8Array(0)

const MALFORMED = new Malformed('malformed')
const TOO_LONG = new Malformed('frame-too-long')

/** The step is taken. */
const ON: unique symbol = Symbol('on')

type Step = typeof ON | Pickle | NeedMore | Malformed

/**
 * Cuts concatenated pickles, each decoded as its bytes come. No general unpickler: what is not in
 * the grammar above, is nested, or holds text that is not UTF-8, ends the stream.
 */
export class PickleSplitter<TooLong extends object = never> implements Splitter<Pickle | TooLong> {
  readonly #tooLong: TooLong | undefined
  #bytes = Buffer.alloc(0)
  /** Where the pickle begins that is being read, where its next opcode is, and where bytes end. */
  #from = 0
  #at = 0
  #to = 0
  #unpickling = new Unpickling()
  #broken: Malformed | undefined
  /** Set while the rest of a pickle over the bound goes by. */
  #passing: PickleEnd | undefined

  /**
   * `tooLong`: the frame that stands for a pickle over the bound. It is given as soon as the bound is
   * passed, and what follows of that pickle goes by unread. Without it, such a pickle ends the stream.
   */
  constructor(tooLong?: TooLong) {
    this.#tooLong = tooLong
  }

  push(chunk: Uint8Array): void {
    if (this.#broken !== undefined) return
    const unread = this.#passing === undefined ? chunk : this.#behind(this.#passing, chunk)
    const needed = this.#to + unread.length
    if (needed > this.#bytes.length) this.#makeRoom(unread.length)
    this.#bytes.set(unread, this.#to)
    this.#to += unread.length
  }

  get unread(): number {
    return this.#to - this.#from
  }

  next(bound: number): Pickle | TooLong | NeedMore | Malformed {
    if (this.#broken !== undefined) return this.#broken
    for (;;) {
      const step = this.#step(bound)
      if (step === ON) continue
      if (step === TOO_LONG && this.#tooLong !== undefined) return this.#pass(this.#tooLong)
      if (step instanceof Malformed) this.#break(step)
      return step
    }
  }

  /** Lets what has come of a pickle over the bound go by, and what will come of it. */
  #pass(tooLong: TooLong): TooLong {
    const rest = this.#bytes.subarray(this.#at, this.#to)
    this.#passing = new PickleEnd()
    this.#unpickling = new Unpickling()
    this.#empty()
    this.push(rest)
    return tooLong
  }

  /** What of a chunk stands behind the pickle that goes by. */
  #behind(passing: PickleEnd, chunk: Uint8Array): Uint8Array {
    const end = passing.find(chunk)
    if (end === 'malformed') this.#break(MALFORMED)
    if (typeof end === 'string') return NOTHING
    this.#passing = undefined
    return chunk.subarray(end)
  }

  /** Moves what is unread to the beginning, of a longer buffer where it must be. */
  #makeRoom(length: number): void {
    const unread = this.#bytes.subarray(this.#from, this.#to)
    const needed = unread.length + length
    const fits = needed <= this.#bytes.length / 2
    const bytes = fits ? this.#bytes : Buffer.alloc(Math.max(KEPT, 2 * needed))
    bytes.set(unread)
    this.#bytes = bytes
    this.#at -= this.#from
    this.#to = unread.length
    this.#from = 0
  }

  #break(reason: Malformed): void {
    this.#broken = reason
    this.#bytes = Buffer.alloc(0)
  }

  /** One opcode with what follows it. */
  #step(bound: number): Step {
    const at = this.#at + 1
    const wait = this.#wait(at, bound)
    if (wait !== undefined) return wait
    const operation = operations.get(this.#bytes[this.#at] ?? 0)
    if (operation === undefined) return MALFORMED
    switch (operation.takes) {
      case 'nothing':
        return this.#stepped(operation.run(this.#unpickling), at)
      case 'number':
        return this.#numeric(at, bound, operation.width, operation.run)
      case 'line':
        return this.#line(at, bound, operation.run)
      case 'text':
        return this.#text(at, bound, operation.width)
      case 'frame':
        return this.#frame(at, bound)
      case 'stop':
        return this.#stop(at)
    }
  }

  /** Undefined where the bytes up to `end` are there and the pickle may have them. */
  #wait(end: number, bound: number): NeedMore | Malformed | undefined {
    if (end - this.#from > bound) return TOO_LONG
    return end > this.#to ? NEED_MORE : undefined
  }

  #stepped(could: boolean, end: number): typeof ON | Malformed {
    this.#at = end
    return could ? ON : MALFORMED
  }

  #number(at: number, width: Width): number {
    switch (width) {
      case 'u8':
        return this.#bytes.readUInt8(at)
      case 'u16':
        return this.#bytes.readUInt16LE(at)
      case 'u32':
        return this.#bytes.readUInt32LE(at)
      case 'u64':
        return Number(this.#bytes.readBigUInt64LE(at))
      case 'i32':
        return this.#bytes.readInt32LE(at)
    }
  }

  #numeric(at: number, bound: number, width: Width, run: WithNumber): Step {
    const end = at + widths[width]
    const wait = this.#wait(end, bound)
    if (wait !== undefined) return wait
    return this.#stepped(run(this.#unpickling, this.#number(at, width)), end)
  }

  #line(at: number, bound: number, run: WithLine): Step {
    const found = this.#bytes.subarray(0, this.#to).indexOf(LINE_FEED, at)
    const end = found < 0 ? this.#to + 1 : found + 1
    const wait = this.#wait(end, bound)
    if (wait !== undefined) return wait
    return this.#stepped(run(this.#unpickling, this.#bytes.toString('latin1', at, found)), end)
  }

  #text(at: number, bound: number, width: Width): Step {
    const begins = at + widths[width]
    const length = this.#wait(begins, bound) ?? this.#number(at, width)
    if (typeof length !== 'number') return length
    const end = begins + length
    const wait = this.#wait(end, bound)
    if (wait !== undefined) return wait
    const text = this.#bytes.subarray(begins, end)
    return this.#stepped(isUtf8(text) && this.#unpickling.push(text.toString('utf8')), end)
  }

  #frame(at: number, bound: number): Step {
    const end = at + widths.u64
    const wait = this.#wait(end, bound)
    if (wait !== undefined) return wait
    if (this.#number(at, 'u64') > bound) return TOO_LONG
    return this.#stepped(true, end)
  }

  #stop(end: number): Pickle | Malformed {
    const entries = this.#unpickling.result()
    if (entries === undefined) return MALFORMED
    this.#unpickling = new Unpickling()
    this.#at = end
    this.#from = end
    if (end === this.#to) this.#empty()
    return { kind: 'dict', entries }
  }

  #empty(): void {
    this.#from = 0
    this.#at = 0
    this.#to = 0
    if (this.#bytes.length > KEPT) this.#bytes = Buffer.alloc(0)
  }
}
