import type { Delays } from './counts.ts'
import type { Turn } from './turn.ts'

/** So many writes of one turn are timed by one look at the clock: each look costs more than the rest. */
const WRITES_PER_READING = 16

/** The time at which something is written, for all connections. */
export class WriteClock {
  readonly #turn: Pick<Turn, 'count' | 'time'>
  #now = 0
  #count = -1
  #left = 0

  constructor(turn: Pick<Turn, 'count' | 'time'>) {
    this.#turn = turn
  }

  get now(): number {
    const { count } = this.#turn
    if (this.#left === 0 || count !== this.#count) {
      this.#now = this.#turn.time()
      this.#count = count
      this.#left = WRITES_PER_READING
    }
    this.#left -= 1
    return this.#now
  }
}

/** Groups of one turn for which the memory is kept for the next ones. */
const USUAL = 16

/** A delivery that waits for its pace. */
interface Waiting {
  readonly readAt: number
  /** How many frames are sent after the delivery before it until its own last one is. */
  frames: number
}

/** The deliveries to one connection that have not been written. */
export class DeliveryDelays {
  readonly #delays: Delays
  readonly #clock: WriteClock
  readonly #longestSpread: number
  /** Deliveries of this turn whose messages were read at one time, and that end with one frame. */
  #groups = 0
  /** Of each group: when it was read, the number of its last frame in this turn, how many there are. */
  #reads: number[] = []
  #ends: number[] = []
  #sizes: number[] = []
  #paced: Waiting[] = []
  #pacedFrames = 0

  /** `longestSpread`: more frames of a turn than that never wait for a pace. */
  constructor(delays: Delays, clock: WriteClock, longestSpread: number) {
    this.#delays = delays
    this.#clock = clock
    this.#longestSpread = longestSpread
  }

  /** A delivery ends with the last of the `gathered` frames of this turn. */
  add(readAt: number, gathered: number): void {
    if (gathered === 0) return
    const last = this.#groups - 1
    if (gathered > this.#longestSpread && this.#reads[last] === readAt) {
      this.#sizes[last] = (this.#sizes[last] ?? 0) + 1
      return
    }
    this.#reads[this.#groups] = readAt
    this.#ends[this.#groups] = gathered
    this.#sizes[this.#groups] = 1
    this.#groups += 1
  }

  /** What was gathered in this turn has been handed to the socket, or waits for it to take it. */
  written(): void {
    const groups = this.#groups
    if (groups === 0) return
    const { now } = this.#clock
    for (let group = 0; group < groups; group++) {
      this.#delays.add(now - (this.#reads[group] ?? now), this.#sizes[group] ?? 0)
    }
    this.#forget()
  }

  /** What was gathered in this turn waits for its pace, behind so many frames that did before. */
  wait(before: number): void {
    for (let group = 0; group < this.#groups; group++) {
      const end = before + (this.#ends[group] ?? 0)
      this.#paced.push({ readAt: this.#reads[group] ?? 0, frames: end - this.#pacedFrames })
      this.#pacedFrames = end
    }
    this.#forget()
  }

  /** So many of the frames that wait for their pace have been written. */
  sent(frames: number): void {
    let left = frames
    for (let first = this.#paced[0]; first !== undefined; first = this.#paced[0]) {
      const taken = Math.min(left, first.frames)
      first.frames -= taken
      left -= taken
      this.#pacedFrames -= taken
      if (first.frames > 0) return
      this.#paced.shift()
      this.#delays.add(this.#clock.now - first.readAt, 1)
    }
  }

  /** Nothing of what waits is written any more. */
  clear(): void {
    this.#forget()
    this.#paced = []
    this.#pacedFrames = 0
  }

  #forget(): void {
    if (this.#groups > USUAL) {
      this.#reads = []
      this.#ends = []
      this.#sizes = []
    }
    this.#groups = 0
  }
}
