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
import { type PickledScalar, Unpickling } from './unpickling.ts'

/** One pickle: a dictionary whose keys are strings and whose values are scalars. */
export interface Pickle {
  readonly kind: 'dict'
  readonly entries: ReadonlyMap<string, PickledScalar>
}

type Width = 'u8' | 'u16' | 'u32' | 'u64' | 'i32'

type WithNumber = (unpickling: Unpickling, value: number) => boolean
type WithLine = (unpickling: Unpickling, line: string) => boolean

/** What an opcode is followed by, and what it does; whether it can be done. */
type Operation =
  | { readonly takes: 'nothing'; readonly run: (unpickling: Unpickling) => boolean }
  | { readonly takes: 'number'; readonly width: Width; readonly run: WithNumber }
  | { readonly takes: 'text'; readonly width: Width }
  | { readonly takes: 'line'; readonly run: WithLine }
  | { readonly takes: 'frame' }
  | { readonly takes: 'stop' }

/** The latest protocol; of each later one the opcodes are not known. */
const LATEST = 5

const operations: ReadonlyMap<number, Operation> = new Map<number, Operation>([
  [0x80, { takes: 'number', width: 'u8', run: (_, protocol) => protocol <= LATEST }],
  [0x95, { takes: 'frame' }],
  [0x7d, { takes: 'nothing', run: (unpickling) => unpickling.emptyDict() }],
  [0x28, { takes: 'nothing', run: (unpickling) => unpickling.mark() }],
  [0x64, { takes: 'nothing', run: (unpickling) => unpickling.dict() }],
  [0x73, { takes: 'nothing', run: (unpickling) => unpickling.setItem() }],
  [0x75, { takes: 'nothing', run: (unpickling) => unpickling.setItems() }],
  [0x94, { takes: 'nothing', run: (unpickling) => unpickling.memoize() }],
  [0x71, { takes: 'number', width: 'u8', run: remember }],
  [0x72, { takes: 'number', width: 'u32', run: remember }],
  [0x70, { takes: 'line', run: (unpickling, line) => remember(unpickling, indexIn(line)) }],
  [0x68, { takes: 'number', width: 'u8', run: recall }],
  [0x6a, { takes: 'number', width: 'u32', run: recall }],
  [0x67, { takes: 'line', run: (unpickling, line) => recall(unpickling, indexIn(line)) }],
  [0x8c, { takes: 'text', width: 'u8' }],
  [0x58, { takes: 'text', width: 'u32' }],
  [0x8d, { takes: 'text', width: 'u64' }],
  [0x56, { takes: 'line', run: (unpickling, line) => pushSome(unpickling, unescaped(line)) }],
  [0x4b, { takes: 'number', width: 'u8', run: pushSome }],
  [0x4d, { takes: 'number', width: 'u16', run: pushSome }],
  [0x4a, { takes: 'number', width: 'i32', run: pushSome }],
  [0x49, { takes: 'line', run: (unpickling, line) => pushSome(unpickling, integerIn(line)) }],
  [0x4e, { takes: 'nothing', run: (unpickling) => unpickling.push(null) }],
  [0x88, { takes: 'nothing', run: (unpickling) => unpickling.push(true) }],
  [0x89, { takes: 'nothing', run: (unpickling) => unpickling.push(false) }],
  [0x2e, { takes: 'stop' }],
])

const widths = { u8: 1, u16: 2, u32: 4, u64: 8, i32: 4 } as const satisfies Record<Width, number>

const LINE_FEED = 0x0a

/** So much is kept for the next pickle when all has been read, in bytes. */
const KEPT = 4096

const MALFORMED = new Malformed('malformed')
const TOO_LONG = new Malformed('frame-too-long')

/** The step is taken. */
const ON: unique symbol = Symbol('on')

type Step = typeof ON | Pickle | NeedMore | Malformed

/**
 * Cuts concatenated pickles, each decoded as its bytes come. No general unpickler: what is not in
 * the grammar above, is nested, or holds text that is not UTF-8, ends the stream.
 */
export class PickleSplitter implements Splitter<Pickle> {
  #bytes = Buffer.alloc(0)
  /** Where the pickle begins that is being read, where its next opcode is, and where bytes end. */
  #from = 0
  #at = 0
  #to = 0
  #unpickling = new Unpickling()
  #broken: Malformed | undefined

  push(chunk: Uint8Array): void {
    if (this.#broken !== undefined) return
    const needed = this.#to + chunk.length
    if (needed > this.#bytes.length) this.#makeRoom(chunk.length)
    this.#bytes.set(chunk, this.#to)
    this.#to += chunk.length
  }

  next(bound: number): Pickle | NeedMore | Malformed {
    if (this.#broken !== undefined) return this.#broken
    for (;;) {
      const step = this.#step(bound)
      if (step === ON) continue
      if (step instanceof Malformed) this.#break(step)
      return step
    }
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

function remember(unpickling: Unpickling, index: number | undefined): boolean {
  return index !== undefined && unpickling.remember(index)
}

function recall(unpickling: Unpickling, index: number | undefined): boolean {
  return index !== undefined && unpickling.recall(index)
}

function pushSome(unpickling: Unpickling, value: PickledScalar | undefined): boolean {
  return value !== undefined && unpickling.push(value)
}

function indexIn(line: string): number | undefined {
  return /^\d{1,9}$/.test(line) ? Number(line) : undefined
}

function integerIn(line: string): number | boolean | undefined {
  if (line === '01') return true
  if (line === '00') return false
  return /^-?\d{1,15}$/.test(line) ? Number(line) : undefined
}

/** `\` and whatever follows it; as in Python, a backslash that is itself escaped stands for two. */
const escapes = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S])?)/g

/** raw-unicode-escape: other bytes are ISO 8859-1. Undefined where an escape is wrong. */
function unescaped(line: string): string | undefined {
  let wrong = false
  const text = line.replace(escapes, (whole, short?: string, long?: string, other?: string) => {
    const code = Number.parseInt(short ?? long ?? '0', 16)
    wrong ||= other === 'u' || other === 'U' || code > 0x10ffff
    return short === undefined && long === undefined
      ? whole
      : String.fromCodePoint(wrong ? 0 : code)
  })
  return wrong || !text.isWellFormed() ? undefined : text
}
