import type { Turn } from './turn.ts'

/** A hurried pacer wakes no more often, in milliseconds, and then sends all that is due. */
const LEAST_GAP = 10

/**
 * More than this waiting, in characters, makes the pace quicker: a receiver that is sent more than
 * its pace allows for would otherwise have to be cut off. What is over it goes out within a second.
 */
export const CROWDED = 256 * 1024
const SECOND = 1000

/** Sends frames one at a time, with at least `pace` milliseconds between two. */
export class Pacer {
  readonly #turn: Turn
  readonly #send: (frame: Uint8Array | string) => void
  readonly #pace: number
  #queue: (Uint8Array | string)[] = []
  #head = 0
  #length = 0
  #nextAt = 0
  #deadline: number | undefined
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

  /** The milliseconds that sending all of it, and `more` frames, takes at the least. */
  timeFor(more: number): number {
    return (this.#waiting + more) * this.#pace
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
    this.#deadline = this.#turn.elapsed + time
    if (this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#nextAt = 0
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
    if (this.#waiting === 0) return
    const wait = this.#nextAt - this.#turn.elapsed
    if (wait > 0) {
      this.#timer = setTimeout(this.#step, wait)
      return
    }
    const { count, gap } = this.#due()
    this.#nextAt = this.#turn.elapsed + gap
    if (this.#waiting > count) this.#timer = setTimeout(this.#step, gap)
    for (let sent = 0; sent < count && this.#waiting > 0; sent++) this.#sendOldest()
  }

  get #waiting(): number {
    return this.#queue.length - this.#head
  }

  /** How many frames are sent now, and the time until the next are. */
  #due(): { readonly count: number; readonly gap: number } {
    if (this.#deadline === undefined) return this.#paced()
    const waiting = this.#waiting
    const left = Math.max(0, this.#deadline - this.#turn.elapsed)
    const gap = Math.min(this.#pace, Math.max(LEAST_GAP, Math.floor(left / waiting)))
    return { count: left <= gap ? waiting : Math.ceil((waiting * gap) / left), gap }
  }

  #paced(): { readonly count: number; readonly gap: number } {
    const over = this.#length - CROWDED
    if (over <= 0) return { count: 1, gap: this.#pace }
    const gap = Math.min(this.#pace, LEAST_GAP)
    const mean = this.#length / this.#waiting
    return { count: Math.ceil((over * gap) / (SECOND * mean)), gap }
  }

  #sendOldest(): void {
    const frame = this.#queue[this.#head]
    if (frame === undefined) return
    this.#head += 1
    this.#length -= frame.length
    if (this.#waiting === 0) {
      this.#queue = []
      this.#head = 0
    } else if (this.#head > 256 && this.#head * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head)
      this.#head = 0
    }
    this.#send(frame)
  }
}
