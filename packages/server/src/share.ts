/** The bytes of one connection that one turn reads, so that a flood is no wait for the others. */
const TURN_SHARE = 128 * 1024

/** How much of the current turn one connection has had. */
export class Share {
  #turn = 0
  #read = 0

  /** Counts what was read in a turn; whether the connection has had enough of it. */
  spend(turn: number, length: number): boolean {
    this.#read = this.#turn === turn ? this.#read + length : length
    this.#turn = turn
    return this.#read >= TURN_SHARE
  }
}
