import type { Part } from '@parley/contract'
import type { Base64 } from '../../protocol.ts'

/** One frame as it went over a wire. */
export interface Frame {
  readonly bytes: Base64
  readonly length: number
  readonly parts: readonly Part[]
  /** Where in the frame one read or write ended and the next one began. */
  cuts: readonly number[]
  /** Whether it began in the same read or write as the frame before it. */
  joined: boolean
}

/** The most bytes that were read and are in no frame yet; what a splitter passes over is dropped. */
const MOST_UNREAD = 2 * 1024 * 1024

export function frameOf(bytes: Base64, parts: readonly Part[]): Frame {
  return { bytes, length: lengthOf(bytes), parts, cuts: [], joined: false }
}

function lengthOf(base64: Base64): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return (base64.length / 4) * 3 - padding
}

/** Which reads of a connection brought which frames. */
export class Reads {
  /** One character a byte. */
  #unread = ''
  /** Where in `#unread` each read begins, the first one at or before 0. */
  #starts: number[] = []
  #brought = false

  read(bytes: Base64): void {
    if (this.#unread.length > MOST_UNREAD) this.#drop(this.#unread.length)
    this.#starts.push(this.#unread.length)
    this.#unread += atob(bytes)
  }

  /** The next frame that was cut out of what was read. */
  frame(frame: Frame): Frame {
    const from = this.#unread.indexOf(atob(frame.bytes))
    if (from < 0) return frame
    const to = from + frame.length
    const first = this.#starts.findLast((start) => start <= from) ?? 0
    frame.joined = this.#brought && first <= 0
    frame.cuts = this.#starts.filter((start) => start > from && start < to).map((at) => at - from)
    this.#drop(to)
    return frame
  }

  #drop(to: number): void {
    this.#unread = this.#unread.slice(to)
    const moved = this.#starts.map((start) => start - to)
    const current = moved.findLastIndex((start) => start <= 0)
    this.#starts = this.#unread === '' ? [] : moved.slice(Math.max(0, current))
    this.#brought = (this.#starts[0] ?? 0) < 0
  }
}

/** Which writes to a connection carried which frames. */
export class Writes {
  #waiting: { readonly frame: Frame; left: number }[] = []

  frame(frame: Frame): void {
    this.#waiting.push({ frame, left: frame.length })
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift()
  }

  write(bytes: Base64): void {
    let room = lengthOf(bytes)
    let isFirst = true
    while (room > 0) {
      const next = this.#waiting[0]
      if (next === undefined) return
      const { frame } = next
      if (next.left === frame.length) frame.joined = !isFirst
      isFirst = false
      const taken = Math.min(room, next.left)
      room -= taken
      next.left -= taken
      if (next.left > 0) frame.cuts = [...frame.cuts, frame.length - next.left]
      else this.#waiting.shift()
    }
  }
}

/** The most frames that wait for the write that carries them. */
const MOST_WAITING = 10_000
