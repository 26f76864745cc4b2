import type { Edited, Event, Posted, Present, PublicMessage, Removed } from '@parley/contract'
import type { Member, Ports } from './ports.ts'
import type { Seat } from './seat.ts'

/** So many names that have left are remembered, the latest ones. */
export const MOST_DEPARTED = 10_000

/** Everybody who is online, and who of them may hear of whom. */
export class Crowd {
  readonly #ports: Ports
  readonly #watchers = new Set<Seat>()
  /** When each name that is not online was last, in the order of leaving. */
  readonly #departed = new Map<string, number>()

  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** Tells everybody else; blocks hold in both directions. */
  tellOthers(
    author: Member | undefined,
    event: PublicMessage | Edited | Removed,
  ): Pick<Posted, 'reached' | 'blocked' | 'blocker'> {
    const { roster, blocks } = this.#ports
    const from = author?.name ?? ''
    const free = blocks.none
    let reached = 0
    let blocked = 0
    let blocker: string | undefined
    for (const member of roster.members()) {
      if (member === author) continue
      if (!free && blocks.has(member.name, from)) {
        blocker ??= member.name
        blocked += 1
      } else if (free || !blocks.has(from, member.name)) {
        reached += 1
        tell(member, event)
      }
    }
    return blocker === undefined ? { reached, blocked } : { reached, blocked, blocker }
  }

  arrived(seat: Seat, now: number): void {
    this.#departed.delete(seat.name)
    this.#tellPresence({ kind: 'joined', name: seat.name, time: now })
  }

  departed(name: string, now: number): void {
    this.#departed.set(name, now)
    for (const [oldest] of this.#departed) {
      if (this.#departed.size <= MOST_DEPARTED) break
      this.#departed.delete(oldest)
    }
    this.#tellPresence({ kind: 'left', name, time: now })
  }

  watch(seat: Seat): void {
    if (seat.presence) this.#watchers.add(seat)
  }

  unwatch(seat: Seat): void {
    this.#watchers.delete(seat)
  }

  /** Everybody online, less those who have blocked the asker. */
  visibleTo(asker: string): readonly Present[] {
    const { roster, blocks } = this.#ports
    const all = [...roster.members()]
    return blocks.none ? all : all.filter((member) => !blocks.has(member.name, asker))
  }

  /** The others who were online at any time from `since` on, less those who have blocked the asker. */
  seenSince(since: number, asker: string): readonly string[] {
    const { blocks } = this.#ports
    const online = this.visibleTo(asker).map(({ name }) => name)
    const gone = [...this.#departed].filter(([, at]) => at >= since).map(([name]) => name)
    return [
      ...online.filter((name) => name !== asker),
      ...gone.filter((name) => name !== asker && !blocks.has(name, asker)),
    ]
  }

  #tellPresence(event: Extract<Event, { kind: 'joined' | 'left' }>): void {
    const { blocks } = this.#ports
    for (const watcher of this.#watchers) {
      const { name } = watcher
      if (name !== event.name && !blocks.has(event.name, name)) watcher.hear(event)
    }
  }
}

/** Tells all sessions of a name; hearing may end one. */
export function tell(member: Member, event: Event): void {
  const { sessions } = member
  if (sessions.length === 1) sessions[0]?.hear(event)
  else for (const session of [...sessions]) session.hear(event)
}
