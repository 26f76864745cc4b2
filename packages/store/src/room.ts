/** Files on one shelf at the most, so that empty ones have an end too. */
export const MOST_FILES = 100_000

/** What files may take, all together: bytes and number. */
export class Room {
  readonly #quota: number
  #files: number
  #bytes: number

  constructor(quota: number, files = 0, bytes = 0) {
    this.#quota = quota
    this.#files = files
    this.#bytes = bytes
  }

  /** False where there is no room for one more file. */
  enter(): boolean {
    if (this.#files >= MOST_FILES || this.#bytes >= this.#quota) return false
    this.#files += 1
    return true
  }

  /** False where a file cannot grow by so much. */
  grow(bytes: number): boolean {
    if (this.#bytes + bytes > this.#quota) return false
    this.#bytes += bytes
    return true
  }

  /** A file of that size is gone. */
  leave(bytes: number): void {
    this.#files -= 1
    this.#bytes -= bytes
  }
}
