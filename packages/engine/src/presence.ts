import {
  type AwayChanged,
  type Edited,
  type Event,
  type Joined,
  type Left,
  type NameKeys,
  nameKeys,
  type Posted,
  type Present,
  type PublicMessage,
  type Removed,
  type Renamed,
  type TopicChanged,
} from '@parley/contract'
import { MOST_KNOWN } from './known-names.ts'
import { NameIndex } from './name-index.ts'
import type { Member, Ports } from './ports.ts'
import type { Seat } from './seat.ts'

/** What everybody hears. */
export type PublicEvent = PublicMessage | Edited | Removed | TopicChanged

interface Departed {
  readonly keys: NameKeys
  /** When it left, in milliseconds since the epoch. */
  readonly at: number
}

/** Everybody who is online, and who of them may hear of whom. */
export class Presence {
  readonly #ports: Ports
  readonly #watchers = new Set<Seat>()
  /** The names that were online and are not, in the order of leaving. */
  readonly #departed = new Map<string, Departed>()
  readonly #departedNames = new NameIndex<string>()

  constructor(ports: Ports) {
    this.#ports = ports
    for (const name of ports.knownNames.all()) {
      this.#remember(nameKeys(name), Number.NEGATIVE_INFINITY)
    }
  }

  get state(): readonly (readonly [string, number])[] {
    return [...this.#departed].map(([name, { at }]) => [name, at])
  }

  restore(state: readonly (readonly [string, number])[]): void {
    for (const [name, at] of state) this.#remember(nameKeys(name), at)
  }

  /** Whether the name, or one that is alike, is online, was online before, or has an account. */
  isKnown(keys: NameKeys): boolean {
    const { roster, accounts } = this.#ports
    if (this.#departedNames.has(keys)) return true
    if (roster.rival({ keys, names: 'alike', proven: false }) !== undefined) return true
    for (const _ of accounts.alike(keys)) return true
    return false
  }

  /** Tells everybody else; blocks hold in both directions. */
  tellOthers(
    author: Member | undefined,
    event: PublicEvent,
  ): Pick<Posted, 'reached' | 'blocked' | 'blocker'> {
    return this.tellAmong(this.#ports.roster.members(), author, event, tell)
  }

  /** The same among some; `say`: tells one of them. */
  tellAmong(
    members: Iterable<Member>,
    author: Member | undefined,
    event: PublicEvent,
    say: (member: Member, event: Event) => void,
  ): Pick<Posted, 'reached' | 'blocked' | 'blocker'> {
    const { blocks } = this.#ports
    const from = author?.name ?? ''
    const keys = author?.keys ?? nameKeys('')
    const free = blocks.none
    let reached = 0
    let blocked = 0
    let blocker: string | undefined
    for (const member of members) {
      if (member === author) continue
      if (!free && blocks.has(member.name, keys)) {
        blocker ??= member.name
        blocked += 1
      } else if (free || !blocks.has(from, member.keys)) {
        reached += 1
        say(member, event)
      }
    }
    return blocker === undefined ? { reached, blocked } : { reached, blocked, blocker }
  }

  arrived(seat: Seat, now: number): void {
    if (!this.#departed.has(seat.name)) this.#ports.knownNames.add(seat.name)
    this.#forget(seat.name)
    const { name, via } = seat.present
    this.#tellPresence(name, { kind: 'joined', name, via, time: now })
  }

  /** `reason`: as others are told it. */
  departed({ name, keys }: Member, now: number, reason: { readonly reason?: string }): void {
    this.#remember(keys, now)
    this.#tellPresence(name, { kind: 'left', name, time: now, ...reason })
  }

  /** `from`: what the seat was called before. */
  renamed(seat: Seat, from: NameKeys, now: number): void {
    const { name: to } = seat
    this.#remember(from, now)
    if (!this.#departed.has(to)) this.#ports.knownNames.add(to)
    this.#forget(to)
    this.#tellPresence(to, { kind: 'renamed', from: from.name, to, time: now })
  }

  /** Carries out what may change whether a user is away; if it does, others are told. */
  changing<Result>(member: Member, now: number, change: () => Result): Result {
    const before = member.away
    const result = change()
    const { name, away: text } = member
    const said = text === undefined ? {} : { text }
    if (text !== before) this.#tellPresence(name, { kind: 'away', name, ...said, time: now })
    return result
  }

  watch(seat: Seat): void {
    if (seat.presence) this.#watchers.add(seat)
  }

  unwatch(seat: Seat): void {
    this.#watchers.delete(seat)
  }

  /** Everybody online, less those who have blocked the asker. */
  visibleTo(asker: NameKeys): readonly Present[] {
    const { roster, blocks } = this.#ports
    const all = [...roster.members()]
    return blocks.none ? all : all.filter((member) => !blocks.has(member.name, asker))
  }

  /** The others who were online at any time from `since` on, less those who have blocked the asker. */
  seenSince(since: number, asker: NameKeys): readonly string[] {
    const { blocks } = this.#ports
    const online = this.visibleTo(asker).map(({ name }) => name)
    const gone = [...this.#departed].filter(([, { at }]) => at >= since).map(([name]) => name)
    return [
      ...online.filter((name) => name !== asker.name),
      ...gone.filter((name) => name !== asker.name && !blocks.has(name, asker)),
    ]
  }

  #tellPresence(name: string, event: Joined | Left | Renamed | AwayChanged): void {
    const { blocks } = this.#ports
    for (const watcher of this.#watchers) {
      if (watcher.name === name || blocks.has(name, watcher.keys)) continue
      watcher.hear(event)
    }
  }

  #remember(keys: NameKeys, at: number): void {
    this.#forget(keys.name)
    this.#departed.set(keys.name, { keys, at })
    this.#departedNames.add(keys, keys.name)
    for (const [oldest] of this.#departed) {
      if (this.#departed.size <= MOST_KNOWN) break
      this.#forget(oldest)
    }
  }

  #forget(name: string): void {
    const departed = this.#departed.get(name)
    if (departed === undefined) return
    this.#departed.delete(name)
    this.#departedNames.delete(departed.keys, name)
  }
}

/** Tells all sessions of a name; hearing may end one. */
export function tell(member: Member, event: Event): void {
  const { sessions } = member
  if (sessions.length === 1) sessions[0]?.hear(event)
  else for (const session of [...sessions]) session.hear(event)
}
