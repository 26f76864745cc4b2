/**
 * Numbers of messages and their places in the table. A place is given once and never moves; a
 * number is the place less the count of removed places before it. Both ways take a binary search.
 */
export class Numbering {
  #last: number
  /** Ascending. */
  readonly #removed: number[]

  /** `last`: the highest place that was ever given. `removed`: ascending. */
  constructor(last: number, removed: readonly number[]) {
    this.#last = last
    this.#removed = [...removed]
  }

  /** The highest place that was ever given; 0 before the first. */
  get last(): number {
    return this.#last
  }

  /** How many messages there are. */
  get size(): number {
    return this.#last - this.#removed.length
  }

  /** Gives the next place. */
  add(): void {
    this.#last += 1
  }

  /** Takes the place back that was given last. */
  takeBack(): void {
    this.#last -= 1
  }

  numberOf(place: number): number {
    return place - this.#countWhile((removed) => removed < place)
  }

  /** Undefined where no message has the number. */
  placeOf(number: number): number | undefined {
    if (!Number.isInteger(number) || number < 1 || number > this.size) return undefined
    return number + this.#countWhile((removed, index) => removed - 1 - index < number)
  }

  remove(place: number): void {
    this.#removed.splice(this.#indexOf(place), 0, place)
  }

  /** The place counts again. */
  restore(place: number): void {
    this.#removed.splice(this.#indexOf(place), 1)
  }

  #indexOf(place: number): number {
    return this.#countWhile((removed) => removed < place)
  }

  /** How many removed places, from the lowest on, are so. */
  #countWhile(isSo: (removed: number, index: number) => boolean): number {
    let low = 0
    let high = this.#removed.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isSo(this.#removed[middle] ?? 0, middle)) low = middle + 1
      else high = middle
    }
    return low
  }
}
