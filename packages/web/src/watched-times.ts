import type { Watched } from './protocol.ts'

/** So many times are remembered. */
export const MOST_TIMES = 20

/** When somebody looked: nothing else is recorded. */
export class WatchedTimes {
  #times: readonly Watched[] = []

  begin(now: number): void {
    this.#times = [...this.#times, { from: now }].slice(-MOST_TIMES)
  }

  end(now: number): void {
    this.#times = this.#times.map(({ from, to = now }) => ({ from, to }))
  }

  /** Those of which something is kept; `oldest`: the time of the oldest record, where older ones were let go. */
  since(oldest: number | undefined): readonly Watched[] {
    if (oldest === undefined) return this.#times
    return this.#times.flatMap((one) => {
      if (one.to !== undefined && one.to < oldest) return []
      return [{ ...one, from: Math.max(one.from, oldest) }]
    })
  }
}
