import type { Annotate, Splitter } from '@parley/contract'
import { FrameCutter } from './frame-cutter.ts'
import { type Hidden, hide, partsOf, type Stretch, stretches } from './masks.ts'

/**
 * Of what waits for its end, so many bytes are searched for passwords: no frame may be as long before
 * its client has logged in.
 */
const SEARCHED = 16 * 1024

/** The bytes of one client as they were read, cut into frames, with what is secret in them hidden. */
export class ClientBytes {
  readonly #splitter: () => Splitter<unknown>
  readonly #annotate: Annotate | undefined
  readonly #cutter: FrameCutter
  /** What belongs to no frame yet; the same bytes as in the records of the reads. */
  #chunks: Uint8Array[] = []
  #length = 0

  /** `splitter` makes one for the same options as the gateway's own. */
  constructor(splitter: () => Splitter<unknown>, annotate: Annotate | undefined) {
    this.#splitter = splitter
    this.#annotate = annotate
    this.#cutter = new FrameCutter(splitter())
  }

  /** Whether its stream cannot be read on: what is added from now on is only held. */
  get isBroken(): boolean {
    return this.#cutter.isBroken
  }

  /** The chunk is held, and changed where it has something to hide. */
  add(chunk: Uint8Array): void {
    this.#cutter.push(chunk)
    this.#chunks.push(chunk)
    this.#length += chunk.length
  }

  /** The next frame, with what is hidden in it hidden in its reads too; `bound` as for the gateway's splitter. */
  next(bound: number, hidden: Hidden): Uint8Array | undefined {
    const length = this.#cutter.next(bound)
    if (length === undefined) return undefined
    this.#hideIn(0, this.#front(length), hidden)
    const frame = this.#front(length)
    this.#drop(length)
    return frame
  }

  /** Hides what is secret in bytes that belong to no frame yet: a password may have come by half. */
  hideWaiting(hidden: Hidden, bound: number): void {
    if (this.#length === 0 || this.#annotate === undefined) return
    const waiting = this.#front(Math.min(this.#length, SEARCHED))
    const cutter = new FrameCutter(this.#splitter())
    cutter.push(waiting)
    let from = 0
    for (;;) {
      const length = cutter.next(bound)
      const end = length === undefined ? waiting.length : from + length
      this.#hideIn(from, waiting.subarray(from, end), hidden)
      if (length === undefined || end === waiting.length) return
      from = end
    }
  }

  #hideIn(at: number, frame: Uint8Array, hidden: Hidden): void {
    if (this.#annotate === undefined) return
    for (const { from, to } of stretches(partsOf(this.#annotate, frame, 'client'), hidden)) {
      this.#hide({ from: at + from, to: at + to })
    }
  }

  /** Hides a stretch of what waits. */
  #hide({ from, to }: Stretch): void {
    let at = 0
    for (const chunk of this.#chunks) {
      if (at >= to) return
      if (at + chunk.length > from) hide(chunk, { from: Math.max(0, from - at), to: to - at })
      at += chunk.length
    }
  }

  /** The first bytes of what waits, without a copy where they came in one read. */
  #front(length: number): Uint8Array {
    const [first = new Uint8Array(0)] = this.#chunks
    if (length <= first.length) return first.subarray(0, length)
    const bytes = new Uint8Array(length)
    let at = 0
    for (const chunk of this.#chunks) {
      const part = chunk.subarray(0, length - at)
      bytes.set(part, at)
      at += part.length
      if (at === length) break
    }
    return bytes
  }

  #drop(length: number): void {
    this.#length -= length
    let left = length
    let count = 0
    for (const chunk of this.#chunks) {
      if (chunk.length > left) {
        this.#chunks[count] = chunk.subarray(left)
        break
      }
      left -= chunk.length
      count += 1
    }
    if (count > 0) this.#chunks.splice(0, count)
  }
}
