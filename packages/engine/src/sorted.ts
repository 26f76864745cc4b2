/** Items in an order of their own. Finding a place takes a binary search; adding at the end is quick. */
export class Sorted<Item> {
  readonly #compare: (one: Item, other: Item) => number
  #items: Item[]

  /** `items`: sorted already. */
  constructor(compare: (one: Item, other: Item) => number, items: Item[] = []) {
    this.#compare = compare
    this.#items = items
  }

  get size(): number {
    return this.#items.length
  }

  add(item: Item): void {
    const at = this.count((other) => this.#compare(other, item) <= 0)
    if (at === this.#items.length) this.#items.push(item)
    else this.#items.splice(at, 0, item)
  }

  /** Takes one away that compares as equal. */
  remove(item: Item): void {
    const at = this.count((other) => this.#compare(other, item) < 0)
    if (at === 0) this.#items.shift()
    else this.#items.splice(at, 1)
  }

  /** Takes those away that compare as equal, in one pass. `items`: sorted. */
  removeAll(items: readonly Item[]): void {
    let next = 0
    this.#items = this.#items.filter((item) => {
      const gone = items[next]
      if (gone === undefined || this.#compare(gone, item) !== 0) return true
      next += 1
      return false
    })
  }

  /** How many, from the first on, are so; all behind the first that is not so are not so either. */
  count(isSo: (item: Item) => boolean): number {
    let low = 0
    let high = this.#items.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const item = this.#items[middle]
      if (item !== undefined && isSo(item)) low = middle + 1
      else high = middle
    }
    return low
  }

  slice(from: number, to: number): Item[] {
    return this.#items.slice(from, to)
  }
}
