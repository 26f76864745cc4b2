import type { CloseReason } from '@parley/contract'
import { Malformed, NEED_MORE, type Splitter } from '@parley/contract'

/** Where an intake takes its frames to. */
export interface FrameSink<Frame> {
  /** Whether a frame can be taken now. */
  readonly open: boolean
  /** The most bytes that one frame may have now. */
  readonly bound: number
  take(frame: Frame): void
  /** The stream cannot be read on. */
  broken(reason: CloseReason): void
}

/** A splitter may give so many frames more than it was given bytes. */
const SPARE_FRAMES = 8

/** The host’s loop, with memory in place of a socket: bytes to frames to a session. */
export class FramePump<Frame> {
  readonly #splitter: Splitter<Frame>
  readonly #taker: FrameSink<Frame>
  #pumping = false
  #bytes = 0
  #frames = 0

  constructor(splitter: Splitter<Frame>, taker: FrameSink<Frame>) {
    this.#splitter = splitter
    this.#taker = taker
  }

  push(chunk: Uint8Array): void {
    this.#bytes += chunk.length
    this.#splitter.push(chunk)
    this.pump()
  }

  /** Takes what can be taken. Throws where the splitter would go on for ever. */
  pump(): void {
    if (this.#pumping) return
    this.#pumping = true
    try {
      while (this.#taker.open) {
        const frame = this.#splitter.next(this.#taker.bound)
        if (frame === NEED_MORE) return
        if (frame instanceof Malformed) return this.#taker.broken(frame.reason)
        if (++this.#frames > this.#bytes + SPARE_FRAMES) {
          throw new Error(`the splitter found ${this.#frames} frames in ${this.#bytes} bytes`)
        }
        this.#taker.take(frame)
      }
    } finally {
      this.#pumping = false
    }
  }
}
