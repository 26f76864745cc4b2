import type { Op } from './op.ts'

/** What was written to the log and has not been seen there yet. */
export interface PendingOp<Asker> {
  readonly op: Op
  readonly asker: Asker
  /** When it was written first and last, in milliseconds on a clock that nothing sets back. */
  readonly since: number
  written: number
}

/**
 * The entries of this gateway that it has not seen in the log yet, in their order. One that stays away is
 * written again, with all behind it: the log may have taken a later one without it, and then everybody
 * ignores that.
 */
export class PendingOps<Asker> {
  readonly #pending = new Map<number, PendingOp<Asker>>()

  get size(): number {
    return this.#pending.size
  }

  get oldest(): PendingOp<Asker> | undefined {
    for (const first of this.#pending.values()) return first
    return undefined
  }

  get(n: number): PendingOp<Asker> | undefined {
    return this.#pending.get(n)
  }

  add(op: Op, asker: Asker, now: number): void {
    this.#pending.set(op.n, { op, asker, since: now, written: now })
  }

  delete(n: number): void {
    this.#pending.delete(n)
  }

  clear(): void {
    this.#pending.clear()
  }

  /** Those to be written again, where the oldest has been waiting for `after` milliseconds. */
  overdue(now: number, after: number): readonly Op[] {
    const { oldest } = this
    if (oldest === undefined || now - oldest.written < after) return []
    return [...this.#pending.values()].map((one) => {
      one.written = now
      return one.op
    })
  }
}
