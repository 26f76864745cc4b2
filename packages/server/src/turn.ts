import type { Clock } from '@parley/engine'
import { PostponedBytes } from './postponed.ts'
import { SharedEncoding } from './shared-encoding.ts'

/** Something whose output is held until the turn ends. */
export interface Gathering {
  /** The turn is committed: what was gathered may go out. */
  flush(): void
  /** Whether something of it was answered as kept, which holds only if the turn is committed. */
  readonly hasStored: boolean
  /** The turn could not be committed: nothing of it may go out. */
  discard(): void
}

/** Output gathered for all connections after which a turn ends early, in characters. */
export const FULL_TURN = 4 * 1024 * 1024

/** Output of long work, in characters, that is encoded and written in a turn of its own. */
export const LARGE_OUTPUT = 512 * 1024

/**
 * A turn that has worked for so long, in milliseconds, takes one frame more of each connection that
 * has sent something; whoever has sent more continues in later turns, which have so much time again
 * for those who wait.
 */
export const TURN_TIME = 8

/**
 * Where more than FEW wait for a turn, they share this time instead, in milliseconds: among so many each
 * is served seldom anyway, and whoever has little to do should not wait for all of them. A few, such
 * as one that sends to a thousand others, lose by every turn that ends early.
 */
export const CROWDED_TURN_TIME = 4
const FEW = 4

/** The clock is read once for so many frames, whoever has sent them: reading it for each costs more. */
const FRAMES_PER_READING = 16

/** After so much output, in characters, it is read before that: those frames were expensive. */
const OUTPUT_PER_READING = 64 * 1024

/** The clocks of a gateway, in milliseconds. */
export interface Clocks {
  /** Since the epoch. */
  readonly now: () => number
  /** From any moment on; never set back. */
  readonly elapsed: () => number
}

export const systemClocks: Clocks = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
}

/**
 * One turn of the gateway is one turn of the event loop: what it reads is carried out and answered
 * at once, the output is gathered, and at the end what must last is committed before anything is
 * written. So an acknowledgement is never on the wire before its message is kept. Where the commit
 * fails, only those connections whose own commands were to be kept lose their output.
 *
 * A turn is short however much was sent: each connection has a share of it (`read-quota.ts`), and who
 * has more to do continues in later turns, one after another, after those who have just sent
 * something.
 */
export class Turn implements Clock {
  /** Of the texts that go out at the end of a turn, and of later ones while long work waits. */
  readonly encoding = new SharedEncoding()
  /** Read in one turn, and looked at in a later one. */
  readonly postponed = new PostponedBytes()
  readonly #commit: () => void
  readonly #failed: (error: unknown) => void
  readonly #clocks: Clocks
  #now: number
  #elapsed: number
  /** When the time that is shared began, and how long it is. */
  #since: number
  #most = TURN_TIME
  #reached: number
  #open = false
  #gathering: Gathering[] = []
  #gathered = 0
  #frames = 0
  #gatheredAtReading = 0
  #count = 0
  /** Those who wait for a later turn than this one; it comes by itself. */
  #rested: (() => void)[] = []
  /** Those who have waited for this turn. */
  #waiting: (() => void)[] = []
  /** Long work: what was asked for in this turn, and what is done behind the output of this one. */
  #longAsked: (() => void)[] = []
  #longWaiting: (() => void)[] = []
  /** What long work has written so much to that it is flushed in a later turn than that work. */
  #held: Gathering[] = []

  /** `failed` gets what `commit` threw. */
  constructor(commit: () => void, failed: (error: unknown) => void, clocks = systemClocks) {
    this.#commit = commit
    this.#failed = failed
    this.#clocks = clocks
    this.#now = clocks.now()
    this.#elapsed = clocks.elapsed()
    this.#since = this.#elapsed
    this.#reached = this.#elapsed
  }

  get now(): number {
    return this.#now
  }

  /** Milliseconds that no clock sets back: for pacing and for limits, not for telling the time. */
  get elapsed(): number {
    return this.#elapsed
  }

  /** `elapsed` as it was read last; within a turn it moves on, a few frames behind the truth. */
  get reached(): number {
    return this.#reached
  }

  /** `elapsed` as it is at this moment: for times that have to be kept between two writes. */
  time(): number {
    return this.#clocks.elapsed()
  }

  /** How many turns have begun. */
  get count(): number {
    return this.#count
  }

  /** Calls `resume` in a later turn, after those who asked before. */
  afterwards(resume: () => void): void {
    this.#rested.push(resume)
  }

  /**
   * Calls `work`, which takes long by itself, in a later turn, behind the answers to all that was
   * read by then: whoever has just sent something waits for the work of one turn, never of two.
   */
  afterOutput(work: () => void): void {
    this.#longAsked.push(work)
  }

  /** Called by whatever the event loop wakes: reads, timers, closes. */
  begin(): void {
    if (this.#open) return
    this.#start()
    setImmediate(this.#finish)
  }

  #start(): void {
    this.#open = true
    this.#count += 1
    this.#now = this.#clocks.now()
    this.#elapsed = this.#clocks.elapsed()
    this.#since = this.#elapsed
    this.#most = this.#waiting.length > FEW ? CROWDED_TURN_TIME : TURN_TIME
    this.#reached = this.#elapsed
  }

  /** `one` has output; it is flushed when the turn ends. Called once a turn for each. */
  gather(one: Gathering): void {
    this.#gathering.push(one)
  }

  /** The output that is held, in characters. */
  get gathered(): number {
    return this.#gathered
  }

  /** Whether so much output is held that the turn should end before more is read. */
  get full(): boolean {
    return this.#gathered > FULL_TURN
  }

  weigh(length: number): void {
    this.#gathered += length
  }

  /** A frame was carried out. */
  worked(): void {
    this.#frames += 1
    const output = this.#gathered - this.#gatheredAtReading
    if (this.#frames < FRAMES_PER_READING && output < OUTPUT_PER_READING) return
    this.#frames = 0
    this.#gatheredAtReading = this.#gathered
    this.#reached = this.#clocks.elapsed()
  }

  /** Whether the turn has worked so long that whoever has more to do should do it later. */
  get spent(): boolean {
    return this.#reached - this.#since >= this.#most
  }

  /** The same by the clock as it is at this moment, for work that is long in itself. */
  isSpentByNow(): boolean {
    this.#reached = this.#clocks.elapsed()
    return this.spent
  }

  /** Whether somebody waits for a later turn. */
  get awaited(): boolean {
    return this.#waiting.length > 0 || this.#rested.length > 0 || this.#hasLongWaiting
  }

  /** Whether work that takes long is still to be done: others may be sent the same text by it. */
  get #hasLongWork(): boolean {
    return this.#longAsked.length > 0 || this.#hasLongWaiting
  }

  get #hasLongWaiting(): boolean {
    return this.#longWaiting.length > 0 || this.#held.length > 0
  }

  /** Whether more than a few wait for a later turn. */
  get crowded(): boolean {
    return this.#waiting.length + this.#rested.length > FEW
  }

  /** Commits, then lets the output go. */
  end(): void {
    const gathering = this.#gathering
    this.#gathering = []
    this.#gathered = 0
    this.#gatheredAtReading = 0
    try {
      this.#commit()
    } catch (error) {
      this.#failed(error)
      const lost = [...this.#held, ...gathering].filter((one) => one.hasStored)
      this.#held = this.#held.filter((one) => !one.hasStored)
      const left = gathering.filter((one) => !one.hasStored)
      for (const one of lost) one.discard()
      for (const one of left) one.flush()
      return
    }
    for (const one of gathering) one.flush()
    if (!this.#hasLongWork) this.encoding.clear()
  }

  readonly #finish = (): void => {
    this.#continue()
    this.#open = false
    this.end()
    this.#workLong()
    if (this.awaited) this.begin()
  }

  #workLong(): void {
    if (this.#held.length > 0) this.#flushHeld()
    else this.#doNext(this.#longWaiting.shift())
    this.#longWaiting.push(...this.#longAsked)
    this.#longAsked = []
  }

  #flushHeld(): void {
    const held = this.#held
    this.#held = []
    this.#gathering.unshift(...held)
    this.#start()
    this.#open = false
    this.end()
  }

  /** Much output is flushed in a later turn: to encode it takes as long as to make it. */
  #doNext(work: (() => void) | undefined): void {
    if (work === undefined) return
    this.#start()
    work()
    this.#open = false
    if (this.#gathered <= LARGE_OUTPUT) {
      this.end()
      return
    }
    this.#held = this.#gathering
    this.#gathering = []
    this.end()
  }

  /**
   * Those who wait have time of their own, whatever else the turn has done: otherwise they would
   * starve where every turn is long.
   */
  #continue(): void {
    if (this.#waiting.length > 0) {
      this.#most = this.#waiting.length > FEW ? CROWDED_TURN_TIME : TURN_TIME
      this.#since = this.#clocks.elapsed()
      this.#reached = this.#since
    }
    do this.#waiting.shift()?.()
    while (this.#waiting.length > 0 && !this.spent)
    this.#waiting.push(...this.#rested)
    this.#rested = []
  }
}
