/**
 * A receiver that is sent more than this is not spread to, because that costs a write for each frame:
 * so many frames a second, beyond one burst.
 */
const STEADY = 10

/** So many frames more than a burst are remembered: how long after steady traffic a burst is spread again. */
const MOST_REMEMBERED = 8

/** How many frames one receiver was sent of late. */
export class RecentFrames {
  readonly #most: number
  #count = 0
  #at = 0

  constructor(burst: number) {
    this.#most = burst + MOST_REMEMBERED
  }

  /** Gives how many there are with these. `elapsed`: the time in milliseconds. */
  add(frames: number, elapsed: number): number {
    const forgotten = ((elapsed - this.#at) * STEADY) / 1000
    this.#count = Math.max(0, Math.min(this.#most, this.#count) - forgotten) + frames
    this.#at = elapsed
    return this.#count
  }
}
