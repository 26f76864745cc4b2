import type { Clock } from '@parley/engine'

/** Something whose output is held until the turn ends. */
export interface Gathering {
  /** The turn is committed: what was gathered may go out. */
  flush(): void
  /** The turn could not be committed: nothing of it may go out. */
  discard(): void
}

/** Output gathered for all connections after which a turn ends early, in characters. */
const FULL_TURN = 4 * 1024 * 1024

/**
 * One turn of the gateway is one turn of the event loop: what it reads is carried out and answered
 * at once, the output is gathered, and at the end what must last is committed before anything is
 * written. So an acknowledgement is never on the wire before its message is kept.
 */
export class Turn implements Clock {
  readonly #commit: () => void
  readonly #failed: (error: unknown) => void
  readonly #clock: () => number
  #now: number
  #elapsed = performance.now()
  #open = false
  #gathering: Gathering[] = []
  #gathered = 0
  #count = 0
  #rested: (() => void)[] = []

  /** `failed` is told what `commit` threw. */
  constructor(commit: () => void, failed: (error: unknown) => void, clock = Date.now) {
    this.#commit = commit
    this.#failed = failed
    this.#clock = clock
    this.#now = clock()
  }

  get now(): number {
    return this.#now
  }

  /** Milliseconds that no clock sets back: for pacing and for limits, not for telling the time. */
  get elapsed(): number {
    return this.#elapsed
  }

  /** How many turns have begun. */
  get count(): number {
    return this.#count
  }

  /** Calls `resume` once this turn is over: for who has had a fair share of it. */
  afterwards(resume: () => void): void {
    this.#rested.push(resume)
  }

  /** Called by whatever the event loop wakes: reads, timers, closes. */
  begin(): void {
    if (this.#open) return
    this.#open = true
    this.#count += 1
    this.#now = this.#clock()
    this.#elapsed = performance.now()
    setImmediate(this.#finish)
  }

  /** `one` has output; it is flushed when the turn ends. Called once a turn for each. */
  gather(one: Gathering): void {
    this.#gathering.push(one)
  }

  /** Whether so much output is held that the turn should end before more is read. */
  get full(): boolean {
    return this.#gathered > FULL_TURN
  }

  weigh(length: number): void {
    this.#gathered += length
  }

  /** Commits, then lets the output go. */
  end(): void {
    const gathering = this.#gathering
    this.#gathering = []
    this.#gathered = 0
    try {
      this.#commit()
    } catch (error) {
      this.#failed(error)
      for (const one of gathering) one.discard()
      return
    }
    for (const one of gathering) one.flush()
  }

  readonly #finish = (): void => {
    this.#open = false
    this.end()
    for (const resume of this.#rested.splice(0)) resume()
  }
}
