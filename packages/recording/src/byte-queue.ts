import { Buffer } from 'node:buffer'

/** Bytes that come in pieces and are taken from the front. */
export class ByteQueue {
  #pieces: Uint8Array[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.#pieces.push(bytes)
    this.#length += bytes.length
  }

  /** The first bytes, without taking them. */
  front(count: number): Uint8Array {
    const [first] = this.#pieces
    if (first !== undefined && first.length >= count) return first.subarray(0, count)
    const all = Buffer.concat(this.#pieces)
    this.#pieces = all.length === 0 ? [] : [all]
    return all.subarray(0, count)
  }

  /** The first bytes, or all where there are fewer. */
  take(count: number): Uint8Array {
    const taken: Uint8Array[] = []
    let left = count
    while (left > 0) {
      const [first] = this.#pieces
      if (first === undefined) break
      const part = first.subarray(0, left)
      taken.push(part)
      left -= part.length
      if (part.length === first.length) this.#pieces.shift()
      else this.#pieces[0] = first.subarray(part.length)
    }
    const bytes = taken.length === 1 && taken[0] !== undefined ? taken[0] : Buffer.concat(taken)
    this.#length -= bytes.length
    return bytes
  }
}
