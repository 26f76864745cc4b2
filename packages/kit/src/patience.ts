/** Before anything has been measured, in milliseconds. */
const FIRST = 3000
const LEAST = 500
const MOST = 3000

/** Once so many answers have not come, the next ones are not waited for as long. */
const MANY_MISSED = 8
const LEAST_TIRED = 250

const LEAST_QUIET = 120
const MOST_QUIET = 1000

/** How many answers back is looked. */
const WINDOW = 32

/**
 * How long a program is waited for: many times what it has needed itself, within bounds, so that a
 * slow one is not wronged and a fast one that says nothing does not take long.
 */
export class Patience {
  readonly #needed: number[]
  #missed: number

  constructor(needed: readonly number[] = [], missed = 0) {
    this.#needed = [...needed]
    this.#missed = missed
  }

  /** An answer has come after so many milliseconds. */
  answered(time: number): void {
    this.#needed.push(time)
    if (this.#needed.length > WINDOW) this.#needed.shift()
  }

  /** An answer has not come. */
  missed(): void {
    this.#missed += 1
  }

  /** For an answer, in milliseconds. */
  get answer(): number {
    if (this.#needed.length === 0) return this.#missed > 2 ? LEAST : FIRST
    const least = this.#missed > MANY_MISSED ? LEAST_TIRED : LEAST
    return Math.min(MOST, Math.max(least, 20 * this.#slowest))
  }

  /** For a silence that means that nothing more will come, in milliseconds. */
  get quiet(): number {
    return Math.min(MOST_QUIET, Math.max(LEAST_QUIET, 5 * this.#slowest))
  }

  /** Between two pieces of what is cut, in milliseconds, so that they are two reads. */
  get between(): number {
    return Math.min(10, Math.max(1, this.#fastest))
  }

  /** Whether there is one that waits longer. */
  get isHasty(): boolean {
    return this.answer < MOST
  }

  /** One that waits as long as any, for what has not come in time. */
  get slow(): Patience {
    return new SlowPatience(this.#needed, this.#missed)
  }

  get #slowest(): number {
    return Math.max(0, ...this.#needed)
  }

  get #fastest(): number {
    return this.#needed.length === 0 ? 5 : Math.min(...this.#needed)
  }
}

class SlowPatience extends Patience {
  override get answer(): number {
    return MOST
  }

  override get quiet(): number {
    return Math.max(MOST_QUIET / 2, super.quiet)
  }
}
