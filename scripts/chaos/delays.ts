/** How long messages took, in milliseconds. */
export class Delays {
  worst = 0
  readonly #all: number[] = []

  add(delay: number): void {
    this.#all.push(delay)
    this.worst = Math.max(this.worst, delay)
  }

  get count(): number {
    return this.#all.length
  }

  /** For each share the delay that so many of all messages did not pass; 0 where there are none. */
  at(...shares: readonly number[]): readonly number[] {
    const sorted = [...this.#all].sort((one, other) => one - other)
    return shares.map((share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0)
  }
}
