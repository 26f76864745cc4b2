/** So many pieces are made one block, which bounds what many tiny reads keep. */
const BLOCK = 1024

/**
 * The beginning of a frame whose end has not come. Pieces are joined in blocks, and blocks once the
 * frame is whole, so that a frame sent a byte at a time costs its length and not the square of it.
 */
export class Pieces {
  #blocks: string[] = []
  #pieces: string[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  add(piece: string): void {
    if (piece === '') return
    this.#length += piece.length
    this.#pieces.push(piece)
    if (this.#pieces.length < BLOCK) return
    this.#blocks.push(this.#pieces.join(''))
    this.#pieces = []
  }

  /** All pieces and `last` behind them; nothing is held afterwards. */
  take(last: string): string {
    if (this.#length === 0) return last
    const whole = this.#blocks.join('') + this.#pieces.join('') + last
    this.clear()
    return whole
  }

  clear(): void {
    if (this.#length === 0) return
    this.#blocks = []
    this.#pieces = []
    this.#length = 0
  }
}
