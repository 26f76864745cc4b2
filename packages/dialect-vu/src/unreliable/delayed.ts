/** Messages that wait for one user because of `DELAY` (7.5). */
export const MOST_DELAYED = 64
/** Their bytes. */
export const MOST_DELAYED_BYTES = 256 * 1024

interface Delayed {
  readonly at: number
  readonly bytes: Uint8Array
}

/** Messages that are sent at times of their own, the earliest first. */
export class DelayedMessages {
  readonly #waiting: Delayed[] = []
  #length = 0

  /** Whether there is room for it. */
  add(at: number, bytes: Uint8Array): boolean {
    const waiting = this.#waiting
    if (waiting.length >= MOST_DELAYED) return false
    if (this.#length + bytes.length > MOST_DELAYED_BYTES) return false
    const behind = waiting.findIndex((one) => one.at > at)
    waiting.splice(behind < 0 ? waiting.length : behind, 0, { at, bytes })
    this.#length += bytes.length
    return true
  }

  /** When the next one is due. */
  get next(): number {
    return this.#waiting[0]?.at ?? Number.POSITIVE_INFINITY
  }

  /** Those that are due, which wait no longer. */
  take(now: number): readonly Uint8Array[] {
    const due: Uint8Array[] = []
    while (this.next <= now) {
      const first = this.#waiting.shift()
      if (first === undefined) break
      due.push(first.bytes)
      this.#length -= first.bytes.length
    }
    return due
  }
}
