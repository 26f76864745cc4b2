/** Bytes that were read and are looked at in a later turn, of all connections together, at the most. */
export const MOST_POSTPONED = 16 * 1024 * 1024

/** Counts bytes that are kept for a later turn: copies, which many connections could make too many. */
export class PostponedBytes {
  #count = 0

  /** False where there would be too many. */
  add(count: number): boolean {
    if (this.#count + count > MOST_POSTPONED) return false
    this.#count += count
    return true
  }

  remove(count: number): void {
    this.#count -= count
  }
}
