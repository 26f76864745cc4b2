/** How many pieces are held before they are made one; bounds what many tiny reads can cost. */
const MOST_PIECES = 1024

/**
 * The beginning of a frame whose end has not come. Pieces are joined once, when the frame is whole,
 * so that a frame sent a byte at a time costs its length and not the square of it.
 */
export class Pieces {
  #pieces: string[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  add(piece: string): void {
    if (piece === '') return
    this.#length += piece.length
    this.#pieces.push(piece)
    if (this.#pieces.length >= MOST_PIECES) this.#pieces = [this.#pieces.join('')]
  }

  /** All pieces and `last` behind them; nothing is held afterwards. */
  take(last: string): string {
    if (this.#length === 0) return last
    const whole = this.#pieces.join('') + last
    this.clear()
    return whole
  }

  clear(): void {
    if (this.#length === 0) return
    this.#pieces = []
    this.#length = 0
  }
}
