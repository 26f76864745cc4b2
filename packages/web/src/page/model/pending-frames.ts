import type { Frame } from './stream.ts'

/** Frames of a client that no command has followed yet, at the most. */
const MOST_PENDING = 64

/** The frames of one client that no command has followed yet. */
export class PendingFrames {
  readonly #isAmid: (frames: readonly Frame[]) => boolean
  #frames: Frame[] = []
  /** Whether they are known to be the beginning of a message. */
  #isBegun = false

  constructor(isAmid: (frames: readonly Frame[]) => boolean) {
    this.#isAmid = isAmid
  }

  /** What was passed over without a word, before a message began, is no part of it. */
  add(frame: Frame): void {
    if (this.#frames.length > 0 && !this.#isBegun && !this.isAmid) this.#frames = []
    this.#frames.push(frame)
    if (this.#frames.length > MOST_PENDING) this.#frames.shift()
  }

  /** Whether the next frame belongs to them. */
  get isAmid(): boolean {
    this.#isBegun = this.#frames.length > 0 && this.#isAmid(this.#frames)
    return this.#isBegun
  }

  /** All of them, which are done with. */
  take(): readonly Frame[] {
    const frames = this.#frames
    this.#frames = []
    this.#isBegun = false
    return frames
  }
}
