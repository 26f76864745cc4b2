/** How many of something each key has. */
export class Tally {
  readonly #counts = new Map<string, number>()
  #total = 0

  /** Of all keys together. */
  get total(): number {
    return this.#total
  }

  count(key: string): number {
    return this.#counts.get(key) ?? 0
  }

  add(key: string): void {
    this.#counts.set(key, this.count(key) + 1)
    this.#total += 1
  }

  remove(key: string): void {
    const left = this.count(key) - 1
    if (left > 0) this.#counts.set(key, left)
    else this.#counts.delete(key)
    this.#total -= 1
  }
}
