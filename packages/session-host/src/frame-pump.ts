import { type CloseReason, Malformed, NEED_MORE, type Splitter } from '@parley/contract'

/** Where a pump takes its frames. */
export interface FrameSink<Frame> {
  /** Whether a frame can be taken now. */
  readonly canTake: boolean
  /** The most bytes that one frame may have now. */
  readonly bound: number
  /** Whether the next frame, if there is one, has to wait for `pump` to be called again. */
  readonly mustRest?: boolean
  take(frame: Frame): void
  /** The stream cannot be read on. */
  malformed(reason: CloseReason): void
}

/**
 * Why no more frames are taken: the bytes have no whole frame; the sink cannot take one; it must rest,
 * and a frame waits; the stream is malformed; a frame is being taken just now.
 */
export type PumpEnd = 'starved' | 'blocked' | 'resting' | 'malformed' | 'pumping'

/** A splitter may give so many frames more than it was given bytes. */
const SPARE_FRAMES = 8

/** The loop of every connection: bytes to frames, frames to whoever takes them, one at a time. */
export class FramePump<Frame> {
  readonly #splitter: Splitter<Frame>
  readonly #sink: FrameSink<Frame>
  #isPumping = false
  /** A frame that was cut and has to wait. */
  #next: Frame | typeof NEED_MORE = NEED_MORE
  /** Bytes that were given, less the frames that were found in them. */
  #unspent = SPARE_FRAMES

  constructor(splitter: Splitter<Frame>, sink: FrameSink<Frame>) {
    this.#splitter = splitter
    this.#sink = sink
  }

  /** Whether a frame is being taken just now. */
  get isPumping(): boolean {
    return this.#isPumping
  }

  /** Whether bytes, or a frame, wait to be taken, as far as the splitter can tell. */
  get isAmid(): boolean {
    return this.#next !== NEED_MORE || (this.#splitter.unread ?? 0) > 0
  }

  /** The chunk is the caller’s again afterwards. */
  push(chunk: Uint8Array): PumpEnd {
    this.#unspent += chunk.length
    this.#splitter.push(chunk)
    return this.pump()
  }

  /** Takes what can be taken. Throws where the splitter would go on for ever, or what the sink throws. */
  pump(): PumpEnd {
    if (this.#isPumping) return 'pumping'
    this.#isPumping = true
    try {
      return this.#run()
    } finally {
      this.#isPumping = false
    }
  }

  #run(): PumpEnd {
    const sink = this.#sink
    while (sink.canTake) {
      const frame = this.#cut()
      if (frame === NEED_MORE) return 'starved'
      if (frame instanceof Malformed) {
        sink.malformed(frame.reason)
        return 'malformed'
      }
      if (sink.mustRest === true) {
        this.#next = frame
        return 'resting'
      }
      sink.take(frame)
    }
    return 'blocked'
  }

  #cut(): Frame | typeof NEED_MORE | Malformed {
    const next = this.#next
    if (next !== NEED_MORE) {
      this.#next = NEED_MORE
      return next
    }
    const frame = this.#splitter.next(this.#sink.bound)
    if (frame !== NEED_MORE && --this.#unspent < 0) {
      throw new Error('the splitter finds more frames than it was given bytes')
    }
    return frame
  }
}
