import type { Turn } from './turn.ts'

type Frame = Uint8Array | string

/** A pacer that has to go quicker writes no more often, in milliseconds, and then several frames at once. */
const LEAST_GAP = 10

/**
 * A frame about something that has just happened waits for its pace no longer, in milliseconds (or
 * twice the pace, where that is more): where more comes than the pace allows for, frames follow each
 * other more quickly, and when they are LEAST_GAP apart several go in one write.
 */
export const MOST_AGE = 1800

/**
 * What waits together for a user who logs in, or was asked for by the user, is bound by this instead,
 * in milliseconds: it is sent at its pace for so long, and only then more quickly.
 */
export const MOST_BACKLOG_AGE = 10_000

/** A frame that is later than its bound by so much goes out at once, in milliseconds. */
const MOST_LATE = 100

/** Messages that were kept for a user are so many times the pace apart: many come in a row. */
const KEPT_PACE = 2

/**
 * More than this waiting for the pace, in characters, is handed to the socket as quickly as that takes
 * it, the oldest first, and only what the socket does not take counts against the receiver.
 */
export const CROWDED = 256 * 1024

/** So much of it goes in one write, in characters. */
const EXCESS_AT_ONCE = 128 * 1024

/** And so much in one turn; the rest follows in later ones, so that others do not wait for all of it. */
const EXCESS_IN_TURN = 1024 * 1024

/** Frames of one turn. */
interface Batch {
  readonly frames: readonly Frame[]
  /** When the last of them should have gone out. */
  readonly due: number
  /** The time after each of them, where it can be kept. */
  readonly pace: number
  /** The first of them that still waits. */
  next: number
}

/** Where a pacer sends. */
export interface PacedOutput {
  /** One write. */
  send(frames: readonly Frame[]): void
  /** Whether the socket has not taken what it was sent. */
  readonly blocked: boolean
}

/** What the frames of one turn are about. */
export interface Kinds {
  /** So many are answers to what this user has asked. */
  readonly answers: number
  /** So many are messages that were kept while the user was away. */
  readonly kept: number
}

/**
 * Sends frames one at a time, with at least `pace` milliseconds between two writes, measured when they
 * are made: a timer or a turn that is late leaves no less time before the next write.
 */
export class Pacer {
  readonly #turn: Turn
  readonly #output: PacedOutput
  readonly #pace: number
  readonly #crowded: number
  #batches: Batch[] = []
  #head = 0
  #waiting = 0
  #length = 0
  #nextAt = 0
  /** The time between two frames that is short enough for all of them; more than the pace: no hurry. */
  #gap = Number.POSITIVE_INFINITY
  #deadline: number | undefined
  #timer: NodeJS.Timeout | undefined
  /** Has sent what one turn allows of the excess, and waits for a later one. */
  #resting = false

  /** `most`: the characters that may wait at the most. */
  constructor(pace: number, most: number, turn: Turn, output: PacedOutput) {
    this.#pace = pace
    this.#crowded = Math.min(most, CROWDED)
    this.#turn = turn
    this.#output = output
  }

  /** What waits, in characters or bytes. */
  get length(): number {
    return this.#length
  }

  /** How many frames wait. */
  get waiting(): number {
    return this.#waiting
  }

  /** The milliseconds that sending all of it, and `more` frames, takes at the least. */
  timeFor(more: number): number {
    return (this.#waiting + more) * this.#pace
  }

  /** The frames of one turn, which are the pacer’s from now on. */
  add(frames: readonly Frame[], { answers, kept }: Kinds): void {
    if (frames.length === 0) return
    const now = this.#turn.time()
    const slow = (answers + KEPT_PACE * kept) * this.#pace
    const age = Math.max(MOST_AGE, 2 * this.#pace)
    const before = this.#batches.at(-1)?.due ?? 0
    const own = now + Math.max(age, Math.min(age + slow, MOST_BACKLOG_AGE))
    const due = Math.max(before, own)
    const pace = kept > 0 ? KEPT_PACE * this.#pace : this.#pace
    this.#batches.push({ frames, due, pace, next: 0 })
    this.#waiting += frames.length
    for (const frame of frames) this.#length += frame.length
    this.#gap = Math.min(this.#gap, (due - now) / this.#waiting)
    this.eased()
    if (this.#timer === undefined) this.#step()
  }

  /** The socket has taken what it was sent, or more waits than before. */
  eased(): void {
    if (this.#resting) return
    const before = this.#length
    while (this.#length > this.#crowded && !this.#output.blocked) {
      if (before - this.#length >= EXCESS_IN_TURN) {
        this.#resting = true
        this.#turn.afterwards(this.#rested)
        break
      }
      this.#output.send(this.#take(this.#excess()))
    }
    if (this.#length < before) this.#nextAt = this.#turn.time() + this.#pace
  }

  readonly #rested = (): void => {
    this.#resting = false
    this.eased()
  }

  /** What waits beyond what the pace may keep waiting. */
  get excess(): number {
    return Math.max(0, this.#length - this.#crowded)
  }

  /** Goes quicker from now on, so that what waits is sent within `time` milliseconds. */
  hurry(time: number): void {
    this.#deadline = this.#turn.time() + time
    if (this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#nextAt = 0
    this.#step()
  }

  /** Sends all that waits, and these frames behind it, in one write. */
  sendAll(frames: readonly Frame[]): void {
    const all = [...this.#take(this.#waiting), ...frames]
    this.clear()
    this.#output.send(all)
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#batches = []
    this.#head = 0
    this.#waiting = 0
    this.#length = 0
    this.#gap = Number.POSITIVE_INFINITY
  }

  readonly #step = (): void => {
    this.#turn.begin()
    this.#timer = undefined
    const batch = this.#batches[this.#head]
    if (batch === undefined) return
    const now = this.#turn.time()
    const wait = this.#nextAt - now
    if (wait > 0) {
      this.#timer = setTimeout(this.#step, wait)
      return
    }
    const { count, gap } = this.#due(batch, now)
    const frames = this.#take(Math.max(count, this.#overdue(now)))
    if (this.#waiting > 0) this.#timer = setTimeout(this.#step, gap)
    this.#output.send(frames)
    this.#nextAt = this.#turn.time() + gap
  }

  /** How many frames are sent now, and the time until the next are. */
  #due({ due, pace }: Batch, now: number): { readonly count: number; readonly gap: number } {
    const waiting = this.#waiting
    if (waiting * pace <= due - now) this.#gap = Number.POSITIVE_INFINITY
    const left = this.#deadline === undefined ? Number.POSITIVE_INFINITY : this.#deadline - now
    const gap = Math.min(pace, this.#gap, left / waiting)
    if (gap >= Math.min(pace, LEAST_GAP)) return { count: 1, gap }
    const least = Math.min(pace, LEAST_GAP)
    return { count: left <= least ? waiting : Math.ceil(least / gap), gap: least }
  }

  /**
   * How many frames should have gone out by now. A loop that is busy calls `step` less often than it
   * was asked to; what has not gone out because of that goes at once.
   */
  #overdue(now: number): number {
    let count = 0
    for (let index = this.#head; index < this.#batches.length; index++) {
      const batch = this.#batches[index]
      if (batch === undefined || batch.due + MOST_LATE > now) break
      count += batch.frames.length - batch.next
    }
    return count
  }

  /** How many of the oldest frames go in one write, because too much waits. */
  #excess(): number {
    const over = Math.min(this.#length - this.#crowded, EXCESS_AT_ONCE)
    let count = 0
    let length = 0
    for (let index = this.#head; length < over; index++) {
      const { frames, next } = this.#batches[index] ?? { frames: [''], next: 0 }
      for (let at = next; at < frames.length && length < over; at++) {
        length += frames[at]?.length ?? 0
        count += 1
      }
      if (index >= this.#batches.length) break
    }
    return count
  }

  /** The oldest frames, at most `count`, which wait no longer. */
  #take(count: number): Frame[] {
    const taken: Frame[] = []
    let batch = this.#batches[this.#head]
    while (batch !== undefined && taken.length < count) {
      const frame = batch.frames[batch.next++]
      if (frame === undefined) batch = this.#batches[++this.#head]
      else {
        taken.push(frame)
        this.#length -= frame.length
      }
    }
    if (batch !== undefined && batch.next >= batch.frames.length) this.#head += 1
    this.#waiting -= taken.length
    if (this.#waiting === 0) {
      this.#batches = []
      this.#head = 0
      this.#gap = Number.POSITIVE_INFINITY
    } else if (this.#head > 256 && this.#head * 2 > this.#batches.length) {
      this.#batches = this.#batches.slice(this.#head)
      this.#head = 0
    }
    return taken
  }
}
