import { type Calls, collide, type NameKeys, type Peer } from '@parley/contract'
import { NameIndex } from './name-index.ts'
import type { Entrant, Member, Roster, RosterSession } from './ports.ts'

/** A name that is online. What is shown of it is what its first session shows. */
class Place implements Member {
  name: string
  keys: NameKeys
  readonly sessions: RosterSession[]
  #first: RosterSession

  constructor(session: RosterSession) {
    this.keys = session.keys
    this.name = session.keys.name
    this.#first = session
    this.sessions = [session]
  }

  get via(): string {
    return this.#first.present.via
  }

  get peer(): Peer {
    return this.#first.present.peer
  }

  get since(): number {
    return this.#first.present.since
  }

  get calls(): Calls | undefined {
    return this.#first.present.calls
  }

  /** Away while all of its sessions are. */
  get away(): string | undefined {
    return this.sessions.every(({ present }) => present.away !== undefined)
      ? this.#first.present.away
      : undefined
  }

  /** False where the session is not of this place. */
  remove(session: RosterSession): boolean {
    const at = this.sessions.indexOf(session)
    if (at < 0) return false
    this.sessions.splice(at, 1)
    const [next] = this.sessions
    if (next !== undefined) this.#first = next
    return true
  }
}

/** Who is online, in this process. */
export class MemoryRoster implements Roster {
  readonly #places = new Map<string, Place>()
  readonly #index = new NameIndex<Place>()
  readonly #counts = new Map<string, number>()

  enter(session: RosterSession): Member | undefined {
    if (this.rival(session) !== undefined) return undefined
    const place = new Place(session)
    this.#places.set(place.name, place)
    this.#index.add(place.keys, place)
    this.#counted(session, 1)
    return place
  }

  /** The sessions of one name that were online together, whoever stands in their way now. */
  restore(sessions: readonly RosterSession[]): Member | undefined {
    const [first, ...others] = sessions
    if (first === undefined) return undefined
    const place = new Place(first)
    this.#places.set(place.name, place)
    this.#index.add(place.keys, place)
    this.#counted(first, 1)
    for (const session of others) this.join(place, session)
    return place
  }

  join(member: Member, session: RosterSession): void {
    const place = this.#places.get(member.name)
    if (place === undefined) return
    place.sessions.push(session)
    this.#counted(session, 1)
  }

  leave(member: Member, session: RosterSession): boolean {
    const place = this.#places.get(member.name)
    if (place === undefined || !place.remove(session)) return false
    this.#counted(session, -1)
    if (place.sessions.length > 0) return false
    this.#places.delete(place.name)
    this.#index.delete(place.keys, place)
    return true
  }

  rename(member: Member, to: Entrant): boolean {
    const place = this.#places.get(member.name)
    if (place === undefined || this.rival(to, place) !== undefined) return false
    this.#places.delete(place.name)
    this.#index.delete(place.keys, place)
    place.keys = to.keys
    place.name = to.keys.name
    this.#places.set(place.name, place)
    this.#index.add(place.keys, place)
    return true
  }

  /** `besides`: who stands in nobody’s way. */
  rival({ keys, names, proven }: Entrant, besides?: Member): Member | undefined {
    for (const place of this.#index.alike(keys)) {
      if (place === besides) continue
      if (place.name === keys.name) return place
      const bothProven = proven && place.sessions.every((session) => session.proven)
      const isExact = proven && place.sessions.every((session) => session.names === 'exact')
      const rule = isExact ? 'exact' : names
      if (collide(place.name, keys.name, rule) && !bothProven) return place
    }
    return undefined
  }

  find(name: string): Member | undefined {
    return this.#places.get(name)
  }

  members(): Iterable<Member> {
    return this.#places.values()
  }

  count(listener: string): number {
    return this.#counts.get(listener) ?? 0
  }

  #counted({ listener }: RosterSession, more: number): void {
    const count = this.count(listener) + more
    if (count === 0) this.#counts.delete(listener)
    else this.#counts.set(listener, count)
  }
}
