import { operations, widths } from './opcodes.ts'

const LINE_FEED = 0x0a
const STOP = 0x2e
const BYTE = 256

/** How many bytes stand behind each opcode where that never changes; NaN of the others. */
const FIXED = Float64Array.from({ length: BYTE }, (_, opcode) => fixedOperand(opcode))

function fixedOperand(opcode: number): number {
  const operation = operations.get(opcode)
  switch (operation?.takes) {
    case 'number':
      return widths[operation.width]
    case 'frame':
      return widths.u64
    case 'nothing':
      return 0
    default:
      return Number.NaN
  }
}

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
    const fixed = FIXED[opcode] ?? Number.NaN
    if (fixed >= 0) {
      this.#operand = fixed
      return true
    }
    const operation = operations.get(opcode)
    if (operation?.takes === 'text') {
      this.#lengthBytes = widths[operation.width]
      this.#length = 0
      this.#lengthUnit = 1
    }
    this.#inLine = operation?.takes === 'line'
    return operation !== undefined
  }

  /** Little-endian. */
  #count(byte: number): void {
    this.#length += byte * this.#lengthUnit
    this.#lengthUnit *= BYTE
    this.#lengthBytes -= 1
    if (this.#lengthBytes === 0) this.#operand = this.#length
  }
}
