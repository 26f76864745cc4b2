/** How quickly something is taken: a burst at once, then so much a second. */
export class TokenBucket {
  readonly #burst: number
  readonly #perMillisecond: number
  #left: number
  #at: number

  constructor(burst: number, perSecond: number, now: number) {
    this.#burst = burst
    this.#perMillisecond = perSecond / 1000
    this.#left = burst
    this.#at = now
  }

  /** 0: one more may be taken now. Otherwise the milliseconds until one may. */
  wait(now: number): number {
    this.#left = Math.min(this.#burst, this.#left + (now - this.#at) * this.#perMillisecond)
    this.#at = now
    return this.#left >= 1 ? 0 : Math.ceil((1 - this.#left) / this.#perMillisecond)
  }

  /** Whether one more may be taken, as of the last `wait`. */
  get open(): boolean {
    return this.#left >= 1
  }

  /** So many were taken, also more than were left: then the wait is longer. */
  take(count = 1): void {
    this.#left -= count
  }
}
