import { operations, widths } from './opcodes.ts'

const LINE_FEED = 0x0a
const STOP = 0x2e
const BYTE = 256

/**
 * Finds where a pickle ends without keeping any of it. Opcodes are followed as the splitter follows
 * them, but texts go by uncounted and unread, so that a pickle of any length costs a few numbers.
 */
export class PickleEnd {
  /** Of what stands behind the last opcode, so many bytes are still to come. */
  #operand = 0
  /** The length of a text, as far as it has come, and the bytes of it that are missing. */
  #length = 0
  #lengthBytes = 0
  #lengthUnit = 1
  #inLine = false

  /**
   * Goes on with the next bytes. Gives the index behind the pickle, `'more'` where it does not end in
   * them, `'malformed'` where an opcode is not known.
   */
  find(bytes: Uint8Array): number | 'more' | 'malformed' {
    let at = 0
    while (at < bytes.length) {
      if (this.#operand > 0) {
        const passed = Math.min(this.#operand, bytes.length - at)
        this.#operand -= passed
        at += passed
      } else if (this.#inLine) {
        const end = bytes.indexOf(LINE_FEED, at)
        if (end < 0) return 'more'
        this.#inLine = false
        at = end + 1
      } else {
        const byte = bytes[at] ?? 0
        at += 1
        if (this.#lengthBytes > 0) this.#count(byte)
        else if (byte === STOP) return at
        else if (!this.#begin(byte)) return 'malformed'
      }
    }
    return 'more'
  }

  #begin(opcode: number): boolean {
    const operation = operations.get(opcode)
    switch (operation?.takes) {
      case undefined:
        return false
      case 'number':
        this.#operand = widths[operation.width]
        return true
      case 'frame':
        this.#operand = widths.u64
        return true
      case 'text':
        this.#lengthBytes = widths[operation.width]
        this.#length = 0
        this.#lengthUnit = 1
        return true
      case 'line':
        this.#inLine = true
        return true
      case 'nothing':
      case 'stop':
        return true
    }
  }

  /** Little-endian. */
  #count(byte: number): void {
    this.#length += byte * this.#lengthUnit
    this.#lengthUnit *= BYTE
    this.#lengthBytes -= 1
    if (this.#lengthBytes === 0) this.#operand = this.#length
  }
}
