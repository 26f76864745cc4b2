import { Buffer, isUtf8 } from 'node:buffer'

/** The buffers grow from here, in bytes. */
const SMALLEST = 64 * 1024

/** A larger one is not kept when what it held was taken. */
const LARGEST_KEPT = 4 * 1024 * 1024

/** A text is short up to so many UTF-16 units. */
const SHORT = 64

/** So much is escaped at once, in bytes. */
const PIECE = 4096

/** The most bytes that JSON makes of one. */
const MOST_ESCAPED = 6

/** Of a safe integer. */
const MOST_DIGITS = 16

const ZERO = 0x30
const COMMA = 0x2c
/** `null`, as four bytes of a little-endian number. */
const NULL = 0x6c6c756e

/** By byte: what stands for it in a string of JSON, where that is not the byte itself. */
const escapes: readonly (Uint8Array | undefined)[] = Array.from({ length: 256 }, (_, byte) => {
  const isPlain = byte >= 0x20 && byte !== 0x22 && byte !== 0x5c
  return isPlain ? undefined : Buffer.from(JSON.stringify(String.fromCharCode(byte)).slice(1, -1))
})

/** By byte: 1 where it stands for itself. */
const plain = Uint8Array.from(escapes, (escaped) => (escaped === undefined ? 1 : 0))

/** Lines of JSON as bytes, which are made without a string for each of their parts. */
export class LineBuffer {
  #bytes = Buffer.allocUnsafe(SMALLEST)
  #view = viewOf(this.#bytes)
  #length = 0
  /** Texts as UTF-8, before they are escaped. */
  #utf8 = Buffer.allocUnsafe(SMALLEST)
  #utf8View = viewOf(this.#utf8)
  #readView = this.#utf8View
  /** The text that was added last, how long it is in UTF-8, and where it stands. */
  #last = { text: '', size: 0, from: 0, to: 0 }

  /** In bytes. */
  get length(): number {
    return this.#length
  }

  /** What was added since the last call. It is the caller's until more is added. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length)
    this.#length = 0
    this.#last = { text: '', size: 0, from: 0, to: 0 }
    if (this.#bytes.length > LARGEST_KEPT) {
      this.#bytes = Buffer.allocUnsafe(SMALLEST)
      this.#view = viewOf(this.#bytes)
    }
    if (this.#utf8.length > LARGEST_KEPT) this.#makeUtf8(SMALLEST)
    return taken
  }

  /** ASCII as it is. A call into the runtime costs more than a short loop. */
  ascii(text: string): void {
    this.#reserve(text.length)
    const bytes = this.#bytes
    let to = this.#length
    if (text.length > SHORT) to += bytes.write(text, to, 'latin1')
    else for (let at = 0; at < text.length; at++) bytes[to++] = text.charCodeAt(at)
    this.#length = to
  }

  /** Any text as it is. */
  utf8(text: string): void {
    this.#reserve(3 * text.length)
    this.#length += this.#bytes.write(text, this.#length)
  }

  /** A whole number, not negative. */
  number(value: number): void {
    this.#reserve(MOST_DIGITS)
    const bytes = this.#bytes
    let at = this.#length + digitsOf(value)
    this.#length = at
    let left = value
    do {
      const rest = left > 0x7fffffff ? Math.floor(left / 10) : (left / 10) | 0
      at -= 1
      bytes[at] = ZERO + (left - rest * 10)
      left = rest
    } while (left > 0)
  }

  /** The id of a message, or `null` for -1. */
  id(message: number): void {
    if (message >= 0) return this.number(message)
    this.#reserve(4)
    this.#length += 4
    this.#view.setInt32(this.#length - 4, NULL, true)
  }

  comma(): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = COMMA
  }

  /** Bytes that are UTF-8 as `"s":"…"`, all others as `"b64":"…"`. Gives how many they are. */
  data(bytes: Uint8Array): number {
    if (!isUtf8(bytes)) {
      const { buffer, byteOffset, byteLength } = bytes
      this.ascii(`"b64":"${Buffer.from(buffer, byteOffset, byteLength).toString('base64')}"`)
      return bytes.length
    }
    this.ascii('"s":"')
    this.#escape(bytes, bytes.byteOffset, this.#viewOn(bytes), bytes.length)
    this.ascii('"')
    return bytes.length
  }

  /** A text as `"s":"…"`, as it is in UTF-8. Gives its length in UTF-8. */
  text(text: string): number {
    this.ascii('"s":"')
    const size = this.#escapeText(text)
    this.ascii('"')
    return size
  }

  /** A text that goes to many, one after another, is escaped once. */
  #escapeText(text: string): number {
    const { text: last, size: lastSize, from: lastFrom, to: lastTo } = this.#last
    if (text === last) {
      this.#reserve(lastTo - lastFrom)
      this.#bytes.copyWithin(this.#length, lastFrom, lastTo)
      this.#length += lastTo - lastFrom
      return lastSize
    }
    if (text.length * 3 > this.#utf8.length) this.#makeUtf8(text.length * 3)
    const size = this.#encode(text)
    const from = this.#length
    this.#escape(this.#utf8, 0, this.#utf8View, size)
    this.#last = { text, size, from, to: this.#length }
    return size
  }

  /** Makes UTF-8 of a text, at the beginning of its buffer, and gives its length. */
  #encode(text: string): number {
    if (text.length > SHORT) return this.#utf8.write(text)
    const utf8 = this.#utf8
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (unit > 0x7f) return utf8.write(text)
      utf8[at] = unit
    }
    return text.length
  }

  #makeUtf8(size: number): void {
    this.#utf8 = Buffer.allocUnsafe(size)
    this.#utf8View = viewOf(this.#utf8)
  }

  /** On the whole memory in which the bytes are: reads of all sockets come in the same. */
  #viewOn({ buffer }: Uint8Array): DataView {
    if (this.#readView.buffer !== buffer) this.#readView = new DataView(buffer)
    return this.#readView
  }

  /** The first so many bytes; in `view` they begin at `offset`. */
  #escape(bytes: Uint8Array, offset: number, view: DataView, length: number): void {
    for (let at = 0; at < length; at += PIECE) {
      const end = Math.min(length, at + PIECE)
      this.#reserve((end - at) * MOST_ESCAPED)
      this.#escapePiece(bytes, offset, view, at, end)
    }
  }

  /** Four bytes at a time, where each is ASCII and stands for itself; all others one by one. */
  #escapePiece(
    from: Uint8Array,
    offset: number,
    source: DataView,
    start: number,
    end: number,
  ): void {
    const to = this.#bytes
    const view = this.#view
    let length = this.#length
    let at = start
    while (at < end) {
      while (at <= end - 4) {
        const four = source.getInt32(offset + at, true)
        if (hasOdd(four)) break
        view.setInt32(length, four, true)
        at += 4
        length += 4
      }
      for (const next = Math.min(end, at + 4); at < next; at++) {
        const byte = from[at] ?? 0
        if (plain[byte] === 1) to[length++] = byte
        else length = this.#escapeByte(byte, length)
      }
    }
    this.#length = length
  }

  #escapeByte(byte: number, start: number): number {
    let at = start
    for (const one of escapes[byte] ?? []) this.#bytes[at++] = one
    return at
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(2 * (this.#length + count))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
    this.#view = viewOf(larger)
  }
}

/** Whether one of four bytes is a control character, `"`, `\`, or beyond ASCII; or may be. */
function hasOdd(four: number): boolean {
  const control = four - 0x20202020
  const quote = (four ^ 0x22222222) - 0x01010101
  const backslash = (four ^ 0x5c5c5c5c) - 0x01010101
  return ((four | control | quote | backslash) & 0x80808080) !== 0
}

function digitsOf(value: number): number {
  let count = 1
  for (let least = 10; value >= least; least *= 10) count += 1
  return count
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}
