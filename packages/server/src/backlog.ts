import { Buffer } from 'node:buffer'

/** The size of one block; also about what is handed to a socket at once. */
const BLOCK = 16 * 1024

/**
 * Bytes that a socket has not taken yet, packed into blocks, so that what waits for a slow receiver
 * costs its length in bytes however many small messages it is made of.
 */
export class Backlog {
  #blocks: Buffer[] = []
  #used = 0
  #length = 0

  get length(): number {
    return this.#length
  }

  add(frame: Uint8Array | string): void {
    const bytes = typeof frame === 'string' ? Buffer.from(frame) : frame
    this.#length += bytes.length
    let from = 0
    while (from < bytes.length) {
      let block = this.#blocks.at(-1)
      if (block === undefined || this.#used === block.length) {
        block = Buffer.allocUnsafeSlow(BLOCK)
        this.#blocks.push(block)
        this.#used = 0
      }
      const part = bytes.subarray(from, from + block.length - this.#used)
      block.set(part, this.#used)
      this.#used += part.length
      from += part.length
    }
  }

  /** The oldest bytes, no longer held; empty where nothing waits. */
  take(): Uint8Array {
    const last = this.#blocks.length === 1
    const block = this.#blocks.shift()
    if (block === undefined) return new Uint8Array(0)
    const bytes = last ? block.subarray(0, this.#used) : block
    if (last) this.#used = 0
    this.#length -= bytes.length
    return bytes
  }

  clear(): void {
    this.#blocks = []
    this.#used = 0
    this.#length = 0
  }
}
