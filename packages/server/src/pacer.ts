import type { Turn } from './turn.ts'

/** Sends frames one at a time, with at least `pace` milliseconds between two. */
export class Pacer {
  readonly #turn: Turn
  readonly #send: (frame: Uint8Array | string) => void
  #pace: number
  #queue: (Uint8Array | string)[] = []
  #head = 0
  #length = 0
  #nextAt = 0
  #timer: NodeJS.Timeout | undefined

  constructor(pace: number, turn: Turn, send: (frame: Uint8Array | string) => void) {
    this.#pace = pace
    this.#turn = turn
    this.#send = send
  }

  /** What waits, in characters or bytes. */
  get length(): number {
    return this.#length
  }

  /** The milliseconds that sending all of it takes at the least. */
  get time(): number {
    return (this.#queue.length - this.#head) * this.#pace
  }

  add(frames: readonly (Uint8Array | string)[]): void {
    for (const frame of frames) {
      this.#queue.push(frame)
      this.#length += frame.length
    }
    if (this.#timer === undefined) this.#step()
  }

  /** Goes quicker from now on, so that what waits is sent within `time` milliseconds. */
  hurry(time: number): void {
    const count = this.#queue.length - this.#head
    if (count === 0) return
    this.#pace = Math.min(this.#pace, Math.floor(time / count))
    this.#nextAt = 0
    clearTimeout(this.#timer)
    this.#step()
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#queue = []
    this.#head = 0
    this.#length = 0
  }

  readonly #step = (): void => {
    this.#turn.begin()
    this.#timer = undefined
    const frame = this.#queue[this.#head]
    if (frame === undefined) return
    const wait = this.#nextAt - this.#turn.now
    if (wait > 0) {
      this.#timer = setTimeout(this.#step, wait)
      return
    }
    this.#head += 1
    this.#length -= frame.length
    if (this.#head > 256 && this.#head * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head)
      this.#head = 0
    }
    this.#nextAt = this.#turn.now + this.#pace
    if (this.#length > 0) this.#timer = setTimeout(this.#step, this.#pace)
    else {
      this.#queue = []
      this.#head = 0
    }
    this.#send(frame)
  }
}
