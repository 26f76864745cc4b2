import { Buffer } from 'node:buffer'

/**
 * A text of more characters than this is encoded once for all that are sent it, and its bytes are not
 * copied for each receiver that does not take them at once. A shorter one goes to the socket as text,
 * which costs less.
 */
export const LARGE_TEXT = 64 * 1024

/** The newest large text as UTF-8: a broadcast is sent to one receiver after another. */
export class SharedEncoding {
  #text = ''
  #bytes: Uint8Array = Buffer.alloc(0)

  /** The text’s bytes, which nobody may change. */
  bytesOf(text: string): Uint8Array {
    if (text !== this.#text) {
      this.#text = text
      this.#bytes = Buffer.from(text)
    }
    return this.#bytes
  }

  /** Keeps nothing any longer. */
  clear(): void {
    if (this.#text === '') return
    this.#text = ''
    this.#bytes = Buffer.alloc(0)
  }
}
