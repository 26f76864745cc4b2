import type { Dialect } from '@parley/contract'
import { corpusOf } from '../fuzz/corpus.ts'
import type { Dice } from '../fuzz/mutate.ts'
import { type Abuse, type AbuseName, abuses } from './abuse.ts'
import { addresses, diceFor, placeFor, type World } from './world.ts'

/** An abuser whose connection has ended comes back after this time at the most, in milliseconds. */
const RETURNING = 1000

/**
 * So many flood everybody: each gets through as much as its rate allows, and that is sent to
 * everybody. The other ones of that kind flood with lists.
 */
const MOST_AT_ALL = 6

/** The dice of abusers are others than those of pairs. */
const FIRST_ABUSER = 100_000

/** How many there are of a kind, and how often they have connected. */
export interface Guests {
  readonly kind: AbuseName
  readonly clients: number
  readonly connections: number
}

interface Kind {
  readonly name: AbuseName
  readonly abuse: Abuse
  readonly from: string
  clients: number
  connections: number
}

/** Those who do what they should not, each coming back as soon as it is thrown out. */
export class Abusers {
  readonly #world: World
  readonly #kinds: readonly Kind[]
  readonly #corpora: ReadonlyMap<string, readonly Buffer[]>
  readonly #ends = new Map<number, () => void>()
  readonly #deaf: string
  #names = 0
  #state: 'idle' | 'active' | 'gone' = 'idle'
  #timers = new Set<NodeJS.Timeout>()

  constructor(world: World) {
    this.#world = world
    this.#deaf = nameOf(0)
    const corpora = world.dialects.map((one) => [one.name, corpusOf(one).client] as const)
    this.#corpora = new Map(corpora)
    this.#kinds = kindsInOrder()
  }

  /** Sets so many of them to work. */
  begin(count: number): void {
    this.#state = 'active'
    for (let client = 0; client < count; client++) {
      const kind = this.#kindFor(client)
      const dialect = this.#dialectFor(client)
      if (kind === undefined || dialect === undefined) return
      kind.clients += 1
      this.#come(client, kind, dialect, diceFor(this.#world, FIRST_ABUSER + client))
    }
  }

  guests(): readonly Guests[] {
    return this.#kinds.map(({ name, clients, connections }) => {
      return { kind: name, clients, connections }
    })
  }

  /** They do not come back, those who are there stay. */
  retire(): void {
    this.#state = 'gone'
    for (const timer of this.#timers) clearTimeout(timer)
  }

  destroy(): void {
    this.retire()
    for (const end of this.#ends.values()) end()
  }

  #kindFor(client: number): Kind | undefined {
    const kind = this.#kinds[client % this.#kinds.length]
    if (kind?.name !== 'flood at all' || kind.clients < MOST_AT_ALL) return kind
    return this.#kinds.find(({ name }) => name === 'flood of lists')
  }

  /** Each kind comes by with each dialect in turn. */
  #dialectFor(client: number): Dialect | undefined {
    const { dialects } = this.#world
    const round = Math.floor(client / this.#kinds.length)
    return dialects[(client + round) % dialects.length]
  }

  #come(client: number, kind: Kind, dialect: Dialect, dice: Dice): void {
    kind.connections += 1
    this.#names += 1
    const end = kind.abuse({
      place: placeFor(this.#world, dialect, kind.from),
      dice,
      freshName: `fresh${this.#names}`,
      ownName: nameOf(client),
      deafName: this.#deaf,
      corpus: this.#corpora.get(dialect.name) ?? [],
      over: () => {
        this.#ends.delete(client)
        this.#comeBack(client, kind, dialect, dice)
      },
    })
    this.#ends.set(client, end)
  }

  #comeBack(client: number, kind: Kind, dialect: Dialect, dice: Dice): void {
    if (this.#state !== 'active') return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#come(client, kind, dialect, dice)
    }, dice(RETURNING))
    this.#timers.add(timer)
  }
}

function nameOf(client: number): string {
  return `abuser${client}`
}

function kindsInOrder(): readonly Kind[] {
  const names = Object.keys(abuses).filter((name): name is AbuseName => name in abuses)
  return names.map((name, index) => {
    const from = addresses.ofAbuse(index)
    return { name, abuse: abuses[name], from, clients: 0, connections: 0 }
  })
}
