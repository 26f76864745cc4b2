/** All places up to `place` are let go; so many of them had been removed before. */
export interface Dropped {
  readonly place: number
  readonly removed: number
}

/**
 * Numbers of messages and their places in the table. A place is given once and never moves; a
 * number is the place less the count of removed places before it. Both ways take a binary search.
 * Places that are let go count on, so that the numbers behind them stay.
 */
export class Numbering {
  #last: number
  /** Ascending. */
  #removed: number[]
  #dropped: Dropped

  /** `last`: the highest place that was ever given. `removed`: ascending, those that are not let go. */
  constructor(
    last: number,
    removed: readonly number[],
    dropped: Dropped = { place: 0, removed: 0 },
  ) {
    this.#last = last
    this.#removed = [...removed]
    this.#dropped = dropped
  }

  /** The highest place that was ever given; 0 before the first. */
  get last(): number {
    return this.#last
  }

  /** The number of the newest message: how many there are, those that are let go among them. */
  get size(): number {
    return this.#last - this.#dropped.removed - this.#removed.length
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
    return place - this.#dropped.removed - this.#countWhile((removed) => removed < place)
  }

  /** Undefined where no message has the number. */
  placeOf(number: number): number | undefined {
    const { place, removed: before } = this.#dropped
    if (!Number.isInteger(number) || number > this.size) return undefined
    const after = this.#countWhile((removed, index) => removed - 1 - index - before < number)
    const found = number + before + after
    return found > place ? found : undefined
  }

  remove(place: number): void {
    this.#removed.splice(this.#indexOf(place), 0, place)
  }

  /** The place counts again. */
  restore(place: number): void {
    this.#removed.splice(this.#indexOf(place), 1)
  }

  /** What `dropOldest` would make of the places up to this one. */
  until(place: number): Dropped {
    return {
      place,
      removed: this.#dropped.removed + this.#countWhile((removed) => removed <= place),
    }
  }

  /** Gives what takes it back. */
  dropOldest(until: Dropped): () => void {
    const removed = this.#removed
    const dropped = this.#dropped
    this.#removed = removed.filter((place) => place > until.place)
    this.#dropped = until
    return () => {
      this.#removed = removed
      this.#dropped = dropped
    }
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
