/** Numbers for messages, each given once; they go on after the highest that was kept. */
export class MessageIds {
  #last: number

  constructor(last: number) {
    this.#last = last
  }

  next(): number {
    this.#last += 1
    return this.#last
  }
}
