import type { Turn } from './turn.ts'

/** The bytes of one connection that one turn reads. */
export const MOST_READ = 128 * 1024

/** How long one turn may work for one connection while others wait for theirs, in milliseconds. */
export const MOST_TIME = 2

/** The output that one connection may cause in one turn, in characters. */
export const MOST_OUTPUT = 1024 * 1024

/**
 * How much of the current turn one connection has had: by the work that it causes, because one short
 * command can cost as much as a thousand others. Past its share the connection continues in a later
 * turn, behind the others; nothing is dropped. Whatever was used up, one frame is always taken.
 */
export class ReadQuota {
  readonly #turn: Turn
  #count = 0
  #read = 0
  #time = 0
  #output = 0
  #since = 0
  #gathered = 0
  #spent = false

  constructor(turn: Turn) {
    this.#turn = turn
  }

  /** Counts what was read; whether that is enough for this turn. */
  read(length: number): boolean {
    this.#follow()
    this.#read += length
    return this.#read >= MOST_READ
  }

  /** The connection begins to carry out frames. */
  begin(): void {
    this.#follow()
    this.#since = this.#turn.reached
    this.#gathered = this.#turn.gathered
    this.#spent = false
  }

  /** A frame was carried out. */
  worked(): void {
    const turn = this.#turn
    turn.worked()
    const time = this.#time + turn.reached - this.#since
    const output = this.#output + turn.gathered - this.#gathered
    const tooLong = time >= MOST_TIME && turn.awaited
    this.#spent = turn.spent || tooLong || output >= MOST_OUTPUT
  }

  /** The turn ends early. */
  exhaust(): void {
    this.#spent = true
  }

  /** Whether the next frame should wait for a later turn. */
  get spent(): boolean {
    return this.#spent
  }

  /** The connection stops carrying out frames. */
  end(): void {
    this.#time += this.#turn.reached - this.#since
    this.#output += Math.max(0, this.#turn.gathered - this.#gathered)
  }

  #follow(): void {
    if (this.#count === this.#turn.count) return
    this.#count = this.#turn.count
    this.#read = 0
    this.#time = 0
    this.#output = 0
  }
}
