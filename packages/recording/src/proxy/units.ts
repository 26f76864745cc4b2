import { Buffer } from 'node:buffer'
import type { Splitter } from '@parley/contract'
import { FrameCutter } from '@parley/framing'

/** The most bytes of a frame that is waited for; a longer one is passed on in parts. */
export const MOST_HELD = 1024 * 1024

/** How long the rest of a frame is waited for, in milliseconds. */
export const LONGEST_HOLD = 200

/** Some bytes of one direction that are passed on together. */
export interface Unit {
  /**
   * The number of the frame. Undefined: no fault strikes a frame here, since its beginning has been
   * passed on already, or its end has not come.
   */
  readonly frame: number | undefined
  /** How many bytes of the direction stand before it. */
  readonly from: number
  readonly bytes: Uint8Array
}

/**
 * The frames of one direction. Where there is no splitter, or it cannot read on, each read is taken for
 * a frame.
 */
export class Units {
  readonly #cutter: FrameCutter | undefined
  readonly #found: Unit[] = []
  #held = Buffer.alloc(0)
  #heldSince = Number.POSITIVE_INFINITY
  #frames = 0
  #passed = 0
  /** Bytes of the frame that has begun which were passed on. */
  #begun = 0

  constructor(splitter: Splitter<unknown> | undefined) {
    this.#cutter = splitter === undefined ? undefined : new FrameCutter(splitter)
  }

  /** When the part of a frame that has come is given, though it is not whole. */
  get expiry(): number {
    return this.#heldSince + LONGEST_HOLD
  }

  get heldBytes(): number {
    return this.#held.length
  }

  push(bytes: Uint8Array, now: number): readonly Unit[] {
    this.#held = Buffer.concat([this.#held, bytes])
    this.#cutter?.push(bytes)
    for (;;) {
      const length = this.#cutter?.next(MOST_HELD)
      if (length === undefined) break
      this.#frame(length - this.#begun)
    }
    if (this.#held.length > 0 && (this.#cutter === undefined || this.#cutter.isBroken)) {
      this.#frame(this.#held.length)
    }
    if (this.#held.length > MOST_HELD) this.#part()
    if (this.#held.length === 0) this.#heldSince = Number.POSITIVE_INFINITY
    else if (this.#found.length > 0 || this.#heldSince > now) this.#heldSince = now
    return this.#found.splice(0)
  }

  /** What has come of a frame, if anything has. */
  flush(): readonly Unit[] {
    if (this.#held.length > 0) this.#part()
    this.#heldSince = Number.POSITIVE_INFINITY
    return this.#found.splice(0)
  }

  /** The end of a frame has come; nothing of its bytes may be left to be passed on. */
  #frame(length: number): void {
    this.#frames += 1
    const isWhole = this.#begun === 0
    this.#begun = 0
    if (length > 0) this.#give(length, isWhole ? this.#frames : undefined)
  }

  #part(): void {
    this.#begun += this.#held.length
    this.#give(this.#held.length, undefined)
  }

  #give(length: number, frame: number | undefined): void {
    this.#found.push({ frame, from: this.#passed, bytes: this.#held.subarray(0, length) })
    this.#held = this.#held.subarray(length)
    this.#passed += length
  }
}
