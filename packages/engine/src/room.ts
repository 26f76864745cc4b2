import type { Event, Topic } from '@parley/contract'
import type { Member, RoomRecord, RoomRecords, Timeline } from './ports.ts'

/** A session that may be in rooms. */
export interface RoomSession {
  /** As `Seat.owner`. */
  readonly owner: string
  readonly rooms: Set<Room>
  /** Whether it hears who comes and goes. */
  readonly presence: boolean
  hear(event: Event): void
}

/** A room with those who are in it. A user is in it while a session of theirs is. */
export class Room {
  /** What it is compared by. */
  readonly key: string
  /** As whoever has made it has spelled it. */
  readonly name: string
  topic: Topic | undefined
  /** Whose room it is, as `Seat.owner` says it. */
  maker: string | undefined
  readonly #records: RoomRecords
  readonly #sessions = new Map<Member, RoomSession[]>()
  #timeline: Timeline | undefined

  constructor({ key, name, maker, topic }: RoomRecord, records: RoomRecords) {
    this.key = key
    this.name = name
    this.maker = maker
    this.topic = topic
    this.#records = records
  }

  /** Read when it is first wanted: most rooms of a large gateway are empty. */
  get timeline(): Timeline {
    this.#timeline ??= this.#records.timeline(this.key)
    return this.#timeline
  }

  /** In the order of coming. */
  get members(): Iterable<Member> {
    return this.#sessions.keys()
  }

  get size(): number {
    return this.#sessions.size
  }

  has(member: Member): boolean {
    return this.#sessions.has(member)
  }

  /** Whoever has made it, while in it. */
  memberWhoMadeIt(): Member | undefined {
    for (const [member, sessions] of this.#sessions) {
      if (sessions.some(({ owner }) => owner === this.maker)) return member
    }
    return undefined
  }

  holds(session: RoomSession): boolean {
    return session.rooms.has(this)
  }

  /** True: it is the first session of its user. */
  enter(member: Member, session: RoomSession): boolean {
    const sessions = this.#sessions.get(member)
    session.rooms.add(this)
    if (sessions === undefined) this.#sessions.set(member, [session])
    else sessions.push(session)
    return sessions === undefined
  }

  /** True: it was the last session of its user. */
  leave(member: Member, session: RoomSession): boolean {
    const sessions = this.sessionsOf(member).filter((one) => one !== session)
    session.rooms.delete(this)
    if (sessions.length === 0) return this.#sessions.delete(member)
    this.#sessions.set(member, sessions)
    return false
  }

  /** The sessions of a user that are in it. */
  sessionsOf(member: Member): readonly RoomSession[] {
    return this.#sessions.get(member) ?? []
  }

  /** Tells the sessions of a user that are in it; hearing may end one. */
  readonly tell = (member: Member, event: Event): void => {
    for (const session of [...this.sessionsOf(member)]) session.hear(event)
  }

  /** The same, but those that hear who comes and goes. */
  readonly tellUnaware = (member: Member, event: Event): void => {
    for (const session of [...this.sessionsOf(member)]) if (!session.presence) session.hear(event)
  }
}
