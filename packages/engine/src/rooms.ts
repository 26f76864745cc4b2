import {
  type AnswerOf,
  type CommandOf,
  canonicalRoom,
  type Event,
  isRoomName,
  oneLine,
  type Present,
  type Refusal,
  roomKey,
  type Topic,
} from '@parley/contract'
import { copyString } from './copy-string.ts'
import type { Clock, Member, Ports } from './ports.ts'
import { granted, refused } from './results.ts'
import { Room } from './room.ts'
import type { Seat } from './seat.ts'
import { MemoryTimeline } from './timeline.ts'

/** Rooms of a gateway; where none of them is empty, no further one is made. */
export const MOST_ROOMS = 1_000

/** Rooms that one connection is in. */
export const MOST_ROOMS_OF_USER = 30

/** Public messages of one room that are kept in memory, and the UTF-16 units of their texts. */
const ROOM_MESSAGES = 1_000
const ROOM_TEXT = 256 * 1024

/** What has to do with rooms: who is in which, and what it is about. */
export class Rooms {
  readonly #ports: Ports
  readonly #clock: Clock
  readonly #rooms = new Map<string, Room>()
  #lobbyTopic: Topic | undefined

  constructor(ports: Ports, clock: Clock) {
    this.#ports = ports
    this.#clock = clock
  }

  join(seat: Seat, member: Member, { room: given }: CommandOf<'joinRoom'>): AnswerOf<'joinRoom'> {
    const known = this.#find(given)
    if (known === undefined && !isRoomName(given)) return refused('room-invalid')
    if (known?.holds(seat)) return refused('already-in-room')
    if (seat.rooms.size >= MOST_ROOMS_OF_USER) return refused('too-many-rooms')
    const room = known ?? this.#make(given, seat.owner)
    if (room === undefined) return refused('too-many-rooms')
    if (room.enter(member, seat)) {
      const { name, via } = member
      this.tellMembers(room, member, {
        kind: 'entered',
        room: room.name,
        name,
        via,
        time: this.#clock.now,
      })
    }
    const members = this.#visible(room.members, seat)
    const { name, topic } = room
    return granted({ room: name, members, ...(topic !== undefined && { topic }) })
  }

  leave(seat: Seat, member: Member, command: CommandOf<'leaveRoom'>): AnswerOf<'leaveRoom'> {
    const room = this.inside(seat, command.room)
    if ('error' in room) return room
    this.#part(room, seat, member, reasonOf(command.reason))
    return granted(null)
  }

  /** The session is about to leave the gateway: it leaves its rooms, and is told of none of them. */
  leaveAll(seat: Seat, member: Member, reason: string | undefined): void {
    for (const room of [...seat.rooms]) this.#part(room, seat, member, reasonOf(reason))
  }

  all(): AnswerOf<'rooms'> {
    const rows = [...this.#rooms.values()].map(({ name, size, topic }) => {
      return { name, members: size, ...(topic !== undefined && { topic }) }
    })
    return granted(rows.sort((one, other) => (one.name < other.name ? -1 : 1)))
  }

  /** Who is in a room; `all`: who is online. */
  list(seat: Seat, given: string | undefined, all: () => readonly Present[]): AnswerOf<'list'> {
    if (given === undefined) return granted(all())
    const room = this.#find(given)
    return room === undefined ? refused('no-such-room') : granted(this.#visible(room.members, seat))
  }

  topic({ room: given }: CommandOf<'topic'>): AnswerOf<'topic'> {
    const room = given === undefined ? { topic: this.#lobbyTopic } : this.#find(given)
    if (room === undefined) return refused('no-such-room')
    return granted(room.topic === undefined ? {} : { topic: room.topic })
  }

  setTopic(seat: Seat, member: Member, command: CommandOf<'setTopic'>): AnswerOf<'setTopic'> {
    if (command.room === undefined) return refused('not-a-moderator')
    const room = this.inside(seat, command.room)
    if ('error' in room) return room
    if (room.maker !== seat.owner) return refused('not-a-moderator')
    const text = copyString(oneLine(command.text))
    const topic: Topic = { text, by: seat.name, time: this.#clock.now }
    room.topic = text === '' ? undefined : topic
    this.tellMembers(room, member, { kind: 'topic', room: room.name, ...topic })
    return granted(topic)
  }

  /** The names of the rooms that a user is in, sorted. */
  of(member: Member): readonly string[] {
    const rooms = [...this.#rooms.values()].filter((room) => room.has(member))
    return rooms.map(({ name }) => name).sort()
  }

  /** The room of that name, if the session is in it. */
  inside(seat: Seat, name: string): Room | Refusal {
    const room = this.#find(name)
    if (room === undefined) return refused('no-such-room')
    return room.holds(seat) ? room : refused('not-in-room')
  }

  /** Tells all but one who are in a room, less those who have blocked that one. */
  tellMembers(room: Room, about: Member, event: Event): void {
    const { blocks } = this.#ports
    for (const member of [...room.members]) {
      if (member === about || blocks.has(member.name, about.keys)) continue
      if (!blocks.has(about.name, member.keys)) room.tell(member, event)
    }
  }

  #find(name: string): Room | undefined {
    return name.startsWith('#') ? this.#rooms.get(roomKey(name)) : undefined
  }

  #make(given: string, maker: string): Room | undefined {
    if (this.#rooms.size >= MOST_ROOMS) return undefined
    const name = copyString(canonicalRoom(given))
    const limits = { timelineMessages: ROOM_MESSAGES, timelineText: ROOM_TEXT }
    const room = new Room(name, new MemoryTimeline(limits), maker)
    this.#rooms.set(roomKey(name), room)
    return room
  }

  #part(room: Room, seat: Seat, member: Member, reason: { readonly reason?: string }): void {
    if (!room.leave(member, seat)) return
    const { name } = room
    const time = this.#clock.now
    this.tellMembers(room, member, {
      kind: 'departed',
      room: name,
      name: member.name,
      time,
      ...reason,
    })
    if (room.size === 0 && room.timeline.last(1).length === 0) this.#rooms.delete(roomKey(name))
  }

  #visible(members: Iterable<Member>, { keys }: Seat): readonly Present[] {
    const { blocks } = this.#ports
    return [...members].filter(({ name }) => blocks.none || !blocks.has(name, keys))
  }
}

/** A reason as others are told it: one line of a bounded length. */
export function reasonOf(reason: string | undefined): { readonly reason?: string } {
  return reason === undefined || reason === '' ? {} : { reason: oneLine(reason) }
}
