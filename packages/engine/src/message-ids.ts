/** Numbers for messages, each given once and higher than those before. */
export interface MessageIds {
  next(): number
}

/** They go on after the highest that was kept. */
export class CountedIds implements MessageIds {
  #last: number

  constructor(last: number) {
    this.#last = last
  }

  next(): number {
    this.#last += 1
    return this.#last
  }
}
