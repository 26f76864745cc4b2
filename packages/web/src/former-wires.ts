import type { Wire } from './wire.ts'

/** So many are told of. */
export const MOST_FORMER = 1000

/** A connection that is no longer seen. `until`: the number of its last record. */
interface Former {
  readonly wire: Wire
  readonly until: number
}

/** Connections that are closed, or were open when nobody looked any more, as long as records of them are kept. */
export class FormerWires {
  #all: Former[] = []

  add(wire: Wire, until: number): void {
    this.#all.push({ wire, until })
    if (this.#all.length > MOST_FORMER) this.#all.shift()
  }

  /** Those of which records are kept, but not that of their beginning; `oldest`: the oldest record that is kept. */
  behind(oldest: number): readonly Wire[] {
    this.#all = this.#all.filter(({ until }) => until >= oldest)
    return this.#all.flatMap(({ wire }) => (wire.openedAt < oldest ? [wire] : []))
  }
}
