import { Malformed, NEED_MORE, type Splitter } from '@parley/contract'

/** Where most formats end a frame: NUL, a line end, `;` and `}`. */
const usualEnds: ReadonlySet<number> = new Set([0, 10, 59, 125])

/** Finds which bytes of a stream each frame was, with a splitter of its own. */
export class FrameCutter {
  readonly #splitter: Splitter<unknown>
  /** Where the splitter does not say how much it has left: pieces that it gets one at a time. */
  #pieces: Uint8Array[] = []
  #pushed = 0
  #from = 0
  #isBroken = false

  constructor(splitter: Splitter<unknown>) {
    this.#splitter = splitter
  }

  /** Whether the stream cannot be read on: no further frame is found. */
  get isBroken(): boolean {
    return this.#isBroken
  }

  push(chunk: Uint8Array): void {
    if (this.#splitter.unread === undefined) this.#pieces.push(...piecesOf(chunk))
    else this.#give(chunk)
  }

  /** The length of the next frame with what stands before it; undefined where its end has not come. */
  next(bound: number): number | undefined {
    for (;;) {
      const frame = this.#isBroken ? NEED_MORE : this.#split(bound)
      if (frame !== NEED_MORE) return this.#passed()
      const piece = this.#pieces.shift()
      if (piece === undefined) return undefined
      this.#give(piece)
    }
  }

  #passed(): number {
    const end = this.#pushed - (this.#splitter.unread ?? 0)
    const length = Math.max(0, end - this.#from)
    this.#from += length
    return length
  }

  #give(chunk: Uint8Array): void {
    this.#pushed += chunk.length
    if (!this.#isBroken) this.#splitter.push(chunk)
  }

  /** A stream that cannot be read on has no further frames; nor has one that its splitter fails at. */
  #split(bound: number): unknown {
    try {
      const frame = this.#splitter.next(bound)
      if (!(frame instanceof Malformed)) return frame
    } catch {}
    this.#isBroken = true
    return NEED_MORE
  }
}

function piecesOf(chunk: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = []
  let from = 0
  for (let at = 0; at < chunk.length; at++) {
    if (!usualEnds.has(chunk[at] ?? 0)) continue
    pieces.push(chunk.subarray(from, at + 1))
    from = at + 1
  }
  if (from < chunk.length) pieces.push(chunk.subarray(from))
  return pieces
}
