/** For an answer, in milliseconds: the most also before anything has been measured. */
const LEAST = 500
const MOST = 3000

/** Where so many answers have not come, and none has, none is waited for as long as that. */
const MANY_MISSED = 2

const LEAST_QUIET = 120
const MOST_QUIET = 1000

/** Between two pieces of what is cut, and between two of which the second is late. */
const MOST_BETWEEN = 5
const MOST_DELAY = 300

/** How many answers back is looked. */
const WINDOW = 32

/**
 * How long a program is waited for: many times what it has needed itself, within bounds, so that a
 * slow one is not wronged and a fast one that says nothing does not take long.
 */
export class AdaptiveTimeouts {
  /** The longest that an answer is waited for, in milliseconds. */
  readonly most: number
  readonly #needed: number[] = []
  #missed = 0

  constructor(most: number = MOST) {
    this.most = most
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
    if (this.#needed.length === 0) return this.#missed > MANY_MISSED ? LEAST : this.most
    return Math.min(this.most, Math.max(LEAST, 20 * this.#slowest))
  }

  /** For a silence that means that nothing more will come, in milliseconds. */
  get quiet(): number {
    return Math.min(MOST_QUIET, Math.max(LEAST_QUIET, 5 * this.#slowest))
  }

  /** Between two pieces of what is cut, in milliseconds, so that they are two reads. */
  get between(): number {
    return Math.min(MOST_BETWEEN, Math.max(1, this.#fastest))
  }

  /** Before what is late, in milliseconds: so long that a program may give up waiting. */
  get delay(): number {
    return Math.min(MOST_DELAY, this.quiet)
  }

  /** Something that was waited for has come after so many milliseconds. */
  waited(_time: number): void {}

  /** Whether something has come that the usual one would not have waited for. */
  get wasNeeded(): boolean {
    return false
  }

  /** Whether there is one that waits longer. */
  get isHasty(): boolean {
    return this.answer < this.most
  }

  /** One that waits as long as any, for what has not come in time. */
  get slow(): AdaptiveTimeouts {
    return new SlowTimeouts(this)
  }

  get #slowest(): number {
    return Math.max(0, ...this.#needed)
  }

  get #fastest(): number {
    return this.#needed.length === 0 ? 5 : Math.min(...this.#needed)
  }
}

/** What it measures is of use to the other one too. */
class SlowTimeouts extends AdaptiveTimeouts {
  readonly #usual: AdaptiveTimeouts
  #wasNeeded = false

  constructor(usual: AdaptiveTimeouts) {
    super(usual.most)
    this.#usual = usual
  }

  override answered(time: number): void {
    this.#usual.answered(time)
  }

  override missed(): void {
    this.#usual.missed()
  }

  override waited(time: number): void {
    if (time > this.#usual.answer) this.#wasNeeded = true
  }

  override get wasNeeded(): boolean {
    return this.#wasNeeded
  }

  override get answer(): number {
    return this.most
  }

  override get quiet(): number {
    return Math.max(MOST_QUIET / 2, this.#usual.quiet)
  }

  override get between(): number {
    return this.#usual.between
  }
}
