import { copyString } from '@parley/framing'
import { folded } from './names.ts'

/** Of so many users who have left it is known when (WHOWAS). */
const MOST_DEPARTURES = 1000

interface Departure {
  readonly name: string
  readonly time: number
}

/** Who has left, as far as a user of the listener was told. */
export class Departures {
  readonly #known = new Map<string, Departure>()

  add(name: string, time: number): void {
    const key = folded(name)
    this.#known.delete(key)
    this.#known.set(copyString(key), { name: copyString(name), time })
    const [oldest] = this.#known.keys()
    if (this.#known.size > MOST_DEPARTURES && oldest !== undefined) this.#known.delete(oldest)
  }

  of(nick: string): Departure | undefined {
    return this.#known.get(folded(nick))
  }
}
