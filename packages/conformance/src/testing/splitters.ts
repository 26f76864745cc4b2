import { Buffer } from 'node:buffer'
import { NEED_MORE, type NeedMore, type Splitter } from '@parley/contract'
import { type LineFault, LineSplitter } from '@parley/framing'

const TOO_LONG: LineFault = { fault: 'too-long' }

/** Takes what one push brings for one line. */
export class ChunkSplitter implements Splitter<string> {
  readonly #chunks: string[] = []

  push(chunk: Uint8Array): void {
    this.#chunks.push(Buffer.from(chunk).toString().trimEnd())
  }

  next(): string | NeedMore {
    return this.#chunks.shift() ?? NEED_MORE
  }
}

/** Decodes each chunk by itself. */
export class DecodingSplitter extends LineSplitter {
  override push(chunk: Uint8Array): void {
    super.push(Buffer.from(Buffer.from(chunk).toString()))
  }
}

/** Keeps what is its caller’s. */
export class BorrowingSplitter extends LineSplitter {
  #kept: Uint8Array[] = []

  override push(chunk: Uint8Array): void {
    this.#kept.push(chunk)
    if (!chunk.includes(0x0a)) return
    for (const one of this.#kept) super.push(one)
    this.#kept = []
  }
}

/** Knows no bound. */
export class BoundlessSplitter extends LineSplitter {
  override next(): string | LineFault | NeedMore {
    return super.next(Number.MAX_SAFE_INTEGER)
  }
}

/** Keeps every line that it has given. */
export class HoardingSplitter extends LineSplitter {
  readonly #lines: (string | LineFault)[] = []

  override next(bound: number): string | LineFault | NeedMore {
    const line = super.next(bound)
    if (line !== NEED_MORE) this.#lines.push(Buffer.from(JSON.stringify(line)).toString())
    return line
  }
}

/** Gives what has come of a line for the line. */
export class HastySplitter implements Splitter<string> {
  #text = ''

  push(chunk: Uint8Array): void {
    this.#text += Buffer.from(chunk).toString()
  }

  next(): string | NeedMore {
    if (this.#text === '') return NEED_MORE
    const [line = ''] = this.#text.split('\n', 1)
    this.#text = this.#text.slice(line.length + 1)
    return line
  }
}

/** Never gets past a blank line. */
export class StuckSplitter implements Splitter<string> {
  #text = ''

  push(chunk: Uint8Array): void {
    this.#text += Buffer.from(chunk).toString()
  }

  next(): string | NeedMore {
    const end = this.#text.indexOf('\n')
    if (end < 0) return NEED_MORE
    const line = this.#text.slice(0, end)
    if (end > 0) this.#text = this.#text.slice(end + 1)
    return line
  }
}

/** After a line that is too long, reads on in the middle of it. */
export class ForgetfulSplitter implements Splitter<string | LineFault> {
  #text = ''

  push(chunk: Uint8Array): void {
    this.#text += Buffer.from(chunk).toString()
  }

  next(bound: number): string | LineFault | NeedMore {
    const end = this.#text.indexOf('\n')
    if (end < 0 && this.#text.length <= bound) return NEED_MORE
    const line = end < 0 ? this.#text : this.#text.slice(0, end)
    this.#text = end < 0 ? '' : this.#text.slice(end + 1)
    return line.length > bound ? TOO_LONG : line
  }
}
