/** Writes requests at least `pace` milliseconds apart (1.5). */
export class RequestPacer {
  readonly #write: (frame: Uint8Array) => void
  readonly #pace: number
  readonly #frames: Uint8Array[] = []
  #nextAt = 0

  constructor(write: (frame: Uint8Array) => void, pace: number) {
    this.#write = write
    this.#pace = pace
  }

  add(frame: Uint8Array): void {
    this.#frames.push(frame)
  }

  /** Writes what is due; returns the time of the next write, infinite if there is none. */
  flush(now: number): number {
    while (now >= this.#nextAt) {
      const frame = this.#frames.shift()
      if (frame === undefined) break
      this.#nextAt = now + this.#pace
      this.#write(frame)
    }
    return this.#frames.length > 0 ? this.#nextAt : Number.POSITIVE_INFINITY
  }

  /** Writes everything at once, at the end. */
  empty(): void {
    for (const frame of this.#frames.splice(0)) this.#write(frame)
  }
}
