/** The size of a block in which small frames are packed; one is handed to a socket at once. */
const BLOCK = 16 * 1024

/** The most of a large frame that is handed to a socket at once: each write costs a system call. */
const LARGEST_PART = 128 * 1024

/** A character takes at most so many bytes: a block with less room may not take the next one. */
const WIDEST_CHARACTER = 4

const encoder = new TextEncoder()

interface Block {
  readonly bytes: Uint8Array
  used: number
}

/**
 * Bytes that a socket has not taken yet, packed into blocks, so that what waits for a slow receiver
 * costs its length in bytes however many small messages it is made of.
 */
export class Backlog {
  #blocks: Block[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  add(frame: Uint8Array | string): void {
    if (typeof frame === 'string') this.#addText(frame)
    else this.#addBytes(frame)
  }

  /** The oldest bytes, no longer held; empty where nothing waits. */
  take(): Uint8Array {
    const block = this.#blocks.shift()
    if (block === undefined) return new Uint8Array(0)
    this.#length -= block.used
    return block.bytes.subarray(0, block.used)
  }

  #addText(text: string): void {
    let rest = text
    while (rest !== '') {
      const block = this.#roomFor(WIDEST_CHARACTER)
      const { read, written } = encoder.encodeInto(rest, block.bytes.subarray(block.used))
      block.used += written
      this.#length += written
      rest = rest.slice(read)
    }
  }

  /** Of a large frame the blocks are views: the same frame may wait for a thousand receivers. */
  #addBytes(bytes: Uint8Array): void {
    let from = 0
    while (from < bytes.length) {
      const part = bytes.subarray(from, from + LARGEST_PART)
      if (part.length >= BLOCK) this.#blocks.push({ bytes: part, used: part.length })
      else this.#pack(part)
      this.#length += part.length
      from += part.length
    }
  }

  #pack(part: Uint8Array): void {
    let block = this.#roomFor(1)
    const first = part.subarray(0, BLOCK - block.used)
    block.bytes.set(first, block.used)
    block.used += first.length
    if (first.length === part.length) return
    block = this.#roomFor(1)
    block.bytes.set(part.subarray(first.length), block.used)
    block.used += part.length - first.length
  }

  /** The newest block if it has so much room, else a new one. */
  #roomFor(length: number): Block {
    const newest = this.#blocks.at(-1)
    if (newest !== undefined && BLOCK - newest.used >= length) return newest
    const block = { bytes: new Uint8Array(BLOCK), used: 0 }
    this.#blocks.push(block)
    return block
  }
}
