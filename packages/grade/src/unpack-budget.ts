/** What is to be unpacked is more than is allowed. The message says what, in a sentence without a full stop. */
export class TooMuch extends Error {}

/** How much may be unpacked. */
export interface UnpackBounds {
  readonly files: number
  readonly bytes: number
}

/** Of one submission. */
export const submissionBounds: UnpackBounds = { files: 5000, bytes: 256 * 1024 * 1024 }

/** Of the archive of a whole class. */
export const classBounds: UnpackBounds = { files: 200_000, bytes: 16 * 1024 * 1024 * 1024 }

/** Counts what has been written, whatever archive it came from. */
export class UnpackBudget {
  readonly #bounds: UnpackBounds
  #files = 0
  #bytes = 0

  constructor(bounds: UnpackBounds) {
    this.#bounds = bounds
  }

  /** One more file or folder. Throws `TooMuch`. */
  addFile(): void {
    this.#files += 1
    if (this.#files > this.#bounds.files) {
      throw new TooMuch(`there are more than ${this.#bounds.files} files in it`)
    }
  }

  /** Bytes that are about to be written. Throws `TooMuch`. */
  addBytes(count: number): void {
    this.#bytes += count
    if (this.#bytes > this.#bounds.bytes) {
      throw new TooMuch(`it is larger than ${this.#bounds.bytes / 1024 / 1024} MiB when unpacked`)
    }
  }
}
