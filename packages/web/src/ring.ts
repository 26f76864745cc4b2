/** What a ring counts for each record besides its bytes. */
const OVERHEAD = 160

export interface Numbered {
  readonly sequence: number
}

interface Kept<Item> {
  readonly item: Item
  /** The sizes of all items up to this one, since the ring was made. */
  readonly total: number
}

/** The newest records, as many as fit into so many bytes; older ones are let go. */
export class Ring<Item extends Numbered> {
  readonly #most: number
  #kept: (Kept<Item> | undefined)[] = []
  /** The index of the oldest. */
  #head = 0
  #total = 0
  #gone = 0

  constructor(most: number) {
    this.#most = most
  }

  /** `bytes`: how many the record holds. */
  add(item: Item, bytes: number): void {
    this.#total += bytes + OVERHEAD
    this.#kept.push({ item, total: this.#total })
    while (this.#total - this.#gone > this.#most) this.#drop()
  }

  /** In bytes, with what is counted for each record. */
  get size(): number {
    return this.#total - this.#gone
  }

  get oldest(): Item | undefined {
    return this.#kept[this.#head]?.item
  }

  /** Whether some were let go. */
  get isFull(): boolean {
    return this.#gone > 0
  }

  get newest(): Item | undefined {
    return this.#kept.at(-1)?.item
  }

  /** The size of all records behind that number. */
  sizeAfter(sequence: number): number {
    const first = this.#indexAfter(sequence)
    const before = first === this.#head ? this.#gone : (this.#kept[first - 1]?.total ?? 0)
    return this.#total - before
  }

  /** The oldest record behind that number. */
  after(sequence: number): Item | undefined {
    return this.#kept[this.#indexAfter(sequence)]?.item
  }

  /** The number behind which the newest records have at most that size together. */
  startOf(size: number): number {
    let low = this.#head
    let high = this.#kept.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#total - (this.#kept[middle]?.total ?? 0) > size) low = middle + 1
      else high = middle
    }
    return this.#kept[low]?.item.sequence ?? 0
  }

  #drop(): void {
    this.#gone = this.#kept[this.#head]?.total ?? 0
    this.#kept[this.#head] = undefined
    this.#head += 1
    if (this.#head < 1024 || this.#head * 2 < this.#kept.length) return
    this.#kept = this.#kept.slice(this.#head)
    this.#head = 0
  }

  #indexAfter(sequence: number): number {
    let low = this.#head
    let high = this.#kept.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const found = this.#kept[middle]?.item.sequence ?? 0
      if (found <= sequence) low = middle + 1
      else high = middle
    }
    return low
  }
}
