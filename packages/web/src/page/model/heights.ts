/**
 * The heights of the rows of a long list, in pixels: rows that were never shown have an estimated one.
 * Finding the row at a place, and the place of a row, takes as many steps as the count has binary digits.
 */
export class Heights {
  readonly #estimate: number
  #values: number[] = []
  /** A Fenwick tree over `#values`; index 0 is not used. */
  #sums: number[] = [0]
  #total = 0

  constructor(estimate: number) {
    this.#estimate = estimate
  }

  get count(): number {
    return this.#values.length
  }

  get total(): number {
    return this.#total
  }

  /** Makes the list so long; new rows have the estimated height. */
  resize(count: number): void {
    if (count < this.#values.length) this.#rebuild(this.#values.slice(0, count))
    while (this.#values.length < count) this.#push(this.#estimate)
  }

  /** The first `count` rows go. */
  dropFirst(count: number): void {
    if (count > 0) this.#rebuild(this.#values.slice(count))
  }

  /** Gives a row its height; the difference to what it had. */
  set(index: number, height: number): number {
    const difference = height - (this.#values[index] ?? height)
    if (difference === 0) return 0
    this.#values[index] = height
    this.#total += difference
    for (let at = index + 1; at < this.#sums.length; at += at & -at) {
      this.#sums[at] = (this.#sums[at] ?? 0) + difference
    }
    return difference
  }

  /** Where a row begins. */
  offsetOf(index: number): number {
    let sum = 0
    for (let at = Math.min(index, this.count); at > 0; at -= at & -at) sum += this.#sums[at] ?? 0
    return sum
  }

  /** The row at a place; the last one behind the end. */
  indexAt(offset: number): number {
    let at = 0
    let left = offset
    for (let step = 2 ** Math.floor(Math.log2(this.count || 1)); step >= 1; step /= 2) {
      const sum = this.#sums[at + step]
      if (sum !== undefined && sum <= left) {
        at += step
        left -= sum
      }
    }
    return Math.min(at, Math.max(0, this.count - 1))
  }

  #push(height: number): void {
    this.#values.push(height)
    const at = this.#values.length
    const below = at - (at & -at)
    this.#sums.push(this.#total - this.offsetOf(below) + height)
    this.#total += height
  }

  #rebuild(values: number[]): void {
    this.#values = []
    this.#sums = [0]
    this.#total = 0
    for (const value of values) this.#push(value)
  }
}

/** Which rows are in the document: those within `view` of `top`, and some on either side. */
export function windowOf(
  heights: Heights,
  top: number,
  view: number,
): { from: number; to: number } {
  if (heights.count === 0) return { from: 0, to: 0 }
  const margin = view / 2
  const from = heights.indexAt(Math.max(0, top - margin))
  const to = heights.indexAt(top + view + margin) + 1
  return { from, to: Math.min(to, from + MOST_ROWS) }
}

/** The most rows in the document at once. */
const MOST_ROWS = 100
