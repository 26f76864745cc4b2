import { Buffer } from 'node:buffer'
import { type Heard, Malformed, NEED_MORE, type Splitter } from '@parley/contract'

/** The most bytes of one frame that are read. */
const MOST_FRAME = 4 * 1024 * 1024

/** The most bytes that wait to be looked at. */
const MOST_WAITING = 6 * 1024 * 1024

/** The most frames that wait to be looked at: each takes some hundred bytes beside its own. */
const MOST_FRAMES = 50_000

interface Waiting<Frame> extends Heard<Frame> {
  /** Where it ends, counted from the first byte of the connection. */
  readonly end: number
}

/**
 * What has come over a connection and has not been looked at: as bytes, and as frames. The bytes are
 * given to the dialect's splitter one by one, so that each frame is known by its own.
 */
export class ReceiveBuffer<Frame> {
  readonly #splitter: Splitter<Frame>
  #bytes = Buffer.alloc(0)
  /** Where `#bytes` begins, counted from the first byte of the connection. */
  #from = 0
  #frames: Waiting<Frame>[] = []
  #begun = 0
  #state: 'readable' | 'unreadable' = 'readable'

  constructor(splitter: Splitter<Frame>) {
    this.#splitter = splitter
  }

  /** Whether what came cannot be read as frames from here on. */
  get isUnreadable(): boolean {
    return this.#state === 'unreadable'
  }

  /** All that has not been looked at. */
  get bytes(): Uint8Array {
    return this.#bytes
  }

  get first(): Heard<Frame> | undefined {
    return this.#frames[0]
  }

  get frames(): number {
    return this.#frames.length
  }

  /** One read of the connection. False: there is more than can be kept. */
  push(chunk: Uint8Array, at: number): boolean {
    if (this.#bytes.length + chunk.length > MOST_WAITING) return false
    if (this.#frames.length > MOST_FRAMES) return false
    const start = this.#from + this.#bytes.length
    this.#bytes = Buffer.concat([this.#bytes, chunk])
    for (let index = 0; index < chunk.length && this.#state === 'readable'; index += 1) {
      this.#splitter.push(chunk.subarray(index, index + 1))
      this.#collect(start + index + 1, { start, end: start + chunk.length, at })
    }
    return true
  }

  /** Takes the first frame. */
  take(): Heard<Frame> | undefined {
    const frame = this.#frames[0]
    if (frame !== undefined) this.skip(frame.end - this.#from)
    return frame
  }

  /** Takes so many bytes, with the frames that end within them. */
  skip(count: number): void {
    this.#from += count
    this.#bytes = this.#bytes.subarray(count)
    this.#frames = this.#frames.filter((frame) => frame.end > this.#from)
  }

  #collect(end: number, read: { start: number; end: number; at: number }): void {
    for (;;) {
      const frame = this.#splitter.next(MOST_FRAME)
      if (frame === NEED_MORE) return
      if (frame instanceof Malformed) {
        this.#state = 'unreadable'
        return
      }
      const begin = Math.max(this.#begun, this.#from) - this.#from
      const bytes = Uint8Array.from(this.#bytes.subarray(begin, end - this.#from))
      const alone = this.#begun === read.start && end === read.end
      const text = Buffer.from(bytes).toString('utf8')
      this.#frames.push({ frame, bytes, text, at: read.at, alone, end })
      this.#begun = end
    }
  }
}
