import type { Event, Topic } from '@parley/contract'
import type { Member, Timeline } from './ports.ts'

/** A session that may be in rooms. */
export interface RoomSession {
  readonly rooms: Set<Room>
  hear(event: Event): void
}

/** A room with those who are in it. A user is in it while a session of theirs is. */
export class Room {
  /** As whoever has made it has spelled it. */
  readonly name: string
  readonly timeline: Timeline
  topic: Topic | undefined
  /** Whose room it is: the owner of a seat. */
  maker: string
  readonly #seats = new Map<Member, RoomSession[]>()

  constructor(name: string, timeline: Timeline, maker: string) {
    this.name = name
    this.timeline = timeline
    this.maker = maker
  }

  /** In the order of coming. */
  get members(): Iterable<Member> {
    return this.#seats.keys()
  }

  get size(): number {
    return this.#seats.size
  }

  has(member: Member): boolean {
    return this.#seats.has(member)
  }

  holds(seat: RoomSession): boolean {
    return seat.rooms.has(this)
  }

  /** True: it is the first session of its user. */
  enter(member: Member, seat: RoomSession): boolean {
    const seats = this.#seats.get(member)
    seat.rooms.add(this)
    if (seats === undefined) this.#seats.set(member, [seat])
    else seats.push(seat)
    return seats === undefined
  }

  /** True: it was the last session of its user. */
  leave(member: Member, seat: RoomSession): boolean {
    const seats = this.#seats.get(member)?.filter((one) => one !== seat) ?? []
    seat.rooms.delete(this)
    if (seats.length === 0) return this.#seats.delete(member)
    this.#seats.set(member, seats)
    return false
  }

  /** The sessions of a user that are in it. */
  seatsOf(member: Member): readonly RoomSession[] {
    return this.#seats.get(member) ?? []
  }

  /** Tells the sessions of a user that are in it; hearing may end one. */
  readonly tell = (member: Member, event: Event): void => {
    for (const seat of [...this.seatsOf(member)]) seat.hear(event)
  }
}
