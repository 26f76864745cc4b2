/** A way of writing messages that is wrong, and past which they can be read all the same. */
export type Deviation = 'zero-bytes'

/**
 * The deviations of a program that were learnt in a run. Each is reported where it was seen first; from
 * then on it is read past, so that everything else is judged on its own.
 */
export class Tolerance {
  readonly #learnt = new Set<Deviation>()

  learn(deviation: Deviation): void {
    this.#learnt.add(deviation)
  }

  has(deviation: Deviation): boolean {
    return this.#learnt.has(deviation)
  }

  /** What came, as a program without these deviations would have sent it. */
  readonly read = (chunk: Uint8Array): Uint8Array => {
    return this.#learnt.has('zero-bytes') ? chunk.filter((byte) => byte !== 0) : chunk
  }
}
