import { Buffer, isAscii } from 'node:buffer'

/**
 * What has been read and not yet been split, as a string of one byte a character: cutting it is
 * `indexOf`, a character cut across two reads needs no care, and lengths are bytes.
 */
export class Input {
  text = ''
  /** Where splitting goes on. */
  at = 0
  /** Whether everything since the buffer was last empty is ASCII, and so needs no decoding. */
  ascii = true

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    this.text =
      this.at < this.text.length
        ? this.text.slice(this.at) + bytes.toString('latin1')
        : bytes.toString('latin1')
    this.at = 0
    this.ascii &&= isAscii(bytes)
  }

  /** So many bytes are left. */
  get left(): number {
    return this.text.length - this.at
  }

  /** Gives the rest away. */
  drain(): string {
    const rest = this.at === 0 ? this.text : this.text.slice(this.at)
    this.text = ''
    this.at = 0
    return rest
  }
}
