import type { RecordedEvent } from './event.ts'

/** What must hold between the events of a recording, besides the form of each. */
export class EventOrder {
  readonly #open = new Set<number>()
  #last = 0
  #time = 0

  /** Throws an error that says what is wrong. */
  check({ time, connection, kind }: RecordedEvent): void {
    if (time < this.#time)
      throw new Error(`t: ${time} is before ${this.#time}, that of the line before`)
    this.#time = time
    if (kind === 'open') return this.#begin(connection)
    if (!this.#open.has(connection)) throw new Error(`c: connection ${connection} is not open`)
    if (kind === 'close') this.#open.delete(connection)
  }

  #begin(connection: number): void {
    if (connection <= this.#last) {
      throw new Error(`c: connection ${connection} is opened behind connection ${this.#last}`)
    }
    this.#last = connection
    this.#open.add(connection)
  }
}
