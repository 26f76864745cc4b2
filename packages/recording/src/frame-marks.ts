import { Buffer } from 'node:buffer'
import type { LineBuffer } from './line-buffer.ts'
import { idsText } from './lines.ts'

/** More places than that are not kept for later frames. */
const MOST_KEPT = 1024

const noIds: readonly number[] = []

/**
 * The frames of one connection that its session has written, until their bytes go out. Its arrays are
 * used again: objects that outlive a turn cost more than all else that a recording does.
 */
export class FrameMarks {
  #frames: (Uint8Array | string)[] = []
  /** By frame: the id of its message, or -1. */
  #messages: number[] = []
  #told: (readonly number[])[] = []
  #count = 0
  /** Of the oldest, so many bytes have gone out. */
  #gone = 0

  add(frame: Uint8Array | string, message: number | undefined, told: readonly number[]): void {
    const at = this.#count
    this.#frames[at] = frame
    this.#messages[at] = message ?? -1
    this.#told[at] = told
    this.#count = at + 1
  }

  /** Adds what the line of a write says of the frames that end in it: `n` and `m`. `size`: in bytes. */
  take(data: Uint8Array | string, size: number, line: LineBuffer): void {
    if (this.#count > 0 && this.#gone === 0 && this.#frames[0] === data) {
      if (this.#isAbout(0)) this.#addIds(1, line)
      return this.#drop(1)
    }
    // Where each character is a byte, those of the frames need not be counted again.
    const isPlain = this.#gone === 0 && size === data.length
    let left = this.#gone + size
    let count = 0
    let isAbout = false
    line.ascii(',"n":[')
    for (; count < this.#count; count++) {
      const frame = this.#frames[count] ?? ''
      const own = isPlain ? frame.length : lengthOf(frame)
      if (own > left) break
      left -= own
      if (count > 0) line.comma()
      line.number(own)
      isAbout ||= this.#isAbout(count)
    }
    line.ascii(']')
    if (isAbout) this.#addIds(count, line)
    this.#drop(count)
    this.#gone = left
  }

  #isAbout(at: number): boolean {
    return (this.#messages[at] ?? -1) >= 0 || (this.#told[at] ?? noIds).length > 0
  }

  #addIds(count: number, line: LineBuffer): void {
    line.ascii(',"m":[')
    for (let at = 0; at < count; at++) {
      if (at > 0) line.comma()
      const message = this.#messages[at] ?? -1
      const told = this.#told[at] ?? noIds
      if (told.length === 0) line.id(message)
      else line.ascii(idsText(message < 0 ? told : [message, ...told]))
    }
    line.ascii(']')
  }

  #drop(count: number): void {
    const left = this.#count - count
    for (let at = 0; at < left; at++) {
      this.#frames[at] = this.#frames[at + count] ?? ''
      this.#messages[at] = this.#messages[at + count] ?? -1
      this.#told[at] = this.#told[at + count] ?? noIds
    }
    this.#frames.fill('', left, this.#count)
    this.#told.fill(noIds, left, this.#count)
    this.#count = left
    if (left > 0 || this.#frames.length <= MOST_KEPT) return
    this.#frames = []
    this.#messages = []
    this.#told = []
  }
}

function lengthOf(data: Uint8Array | string): number {
  return typeof data === 'string' ? Buffer.byteLength(data) : data.length
}
