import {
  type AnswerOf,
  type CommandOf,
  canonicalRoom,
  type Departed,
  type Event,
  isRoomName,
  noteOf,
  type Present,
  type Refusal,
  roomKey,
  type Topic,
} from '@parley/contract'
import { copyString } from './copy-string.ts'
import type { Clock, Member, Ports, RoomRecord } from './ports.ts'
import type { Presence } from './presence.ts'
import { granted, refused } from './results.ts'
import type { Rights } from './rights.ts'
import { Room } from './room.ts'
import type { RoomsState } from './room-state.ts'
import type { Seat } from './seat.ts'

/** Rooms of a gateway; past it the empty one that was used longest ago goes, with its messages. */
export const MOST_ROOMS = 1_000

/** Rooms that one connection is in. */
export const MOST_ROOMS_OF_USER = 30

/** The key and the name of the lobby, among what is kept of rooms. */
const LOBBY = ''

/** What is told of a user who leaves. */
type Parting = Pick<Departed, 'reason' | 'by'>

/** What has to do with rooms: who is in which, and what it is about. */
export class Rooms {
  readonly #ports: Ports
  readonly #clock: Clock
  readonly #presence: Presence
  readonly #rights: Rights
  /** The empty ones in the order in which they were used. */
  readonly #rooms = new Map<string, Room>()
  #lobbyTopic: Topic | undefined

  constructor(ports: Ports, clock: Clock, presence: Presence, rights: Rights) {
    this.#ports = ports
    this.#clock = clock
    this.#presence = presence
    this.#rights = rights
    for (const record of ports.rooms.all()) {
      if (record.key === LOBBY) this.#lobbyTopic = record.topic
      else this.#rooms.set(record.key, new Room(record, ports.rooms))
    }
  }

  state(numberOf: (session: unknown) => number): RoomsState {
    const rooms = [...this.#rooms.values()].map((room) => {
      const { key, name, maker, topic } = room
      const members = [...room.members].map((member) => room.sessionsOf(member).map(numberOf))
      return { key, name, maker, topic, members }
    })
    return { lobby: this.#lobbyTopic, rooms }
  }

  restore(
    { lobby, rooms }: RoomsState,
    seatsOf: (numbers: readonly number[]) => readonly Seat[],
  ): void {
    this.#lobbyTopic = lobby
    for (const { members, ...record } of rooms) {
      const room = new Room({ ...record, used: 0 }, this.#ports.rooms)
      this.#rooms.set(room.key, room)
      for (const seat of members.flatMap(seatsOf)) {
        if (seat.member !== undefined) room.enter(seat.member, seat)
      }
    }
  }

  /** Puts the rooms of a session into the order in which it has come into them. */
  order(seat: Seat, keys: readonly string[]): void {
    seat.rooms.clear()
    for (const key of keys) {
      const room = this.#rooms.get(key)
      if (room !== undefined) seat.rooms.add(room)
    }
  }

  join(seat: Seat, member: Member, { room: given }: CommandOf<'joinRoom'>): AnswerOf<'joinRoom'> {
    if (!isRoomName(given)) return refused('room-invalid')
    const known = this.#find(given)
    if (known?.holds(seat)) return refused('already-in-room')
    if (known !== undefined && this.#isKeptOut(seat, known)) return refused('banned')
    if (seat.rooms.size >= MOST_ROOMS_OF_USER) return refused('too-many-rooms')
    const room = known ?? this.#make(given)
    if (room === undefined) return refused('too-many-rooms')
    room.maker ??= seat.owner
    if (known === undefined) this.#keep(room)
    if (room.enter(member, seat)) {
      const { name, via } = member
      const time = this.#clock.now
      this.#tellMembers(room, member, { kind: 'entered', room: room.name, name, via, time })
    }
    return granted({ room: room.name, members: this.#visible(room, seat), ...topicOf(room) })
  }

  leave(seat: Seat, member: Member, command: CommandOf<'leaveRoom'>): AnswerOf<'leaveRoom'> {
    const room = this.inside(seat, command.room)
    if ('error' in room) return room
    this.#part(room, seat, member, reasonOf(command.reason))
    return granted(null)
  }

  /**
   * The session is about to leave the gateway. If it is the last one of its user, those who hear who
   * comes and goes are told so, and not of each room besides.
   */
  leaveAll(seat: Seat, member: Member, reason: string | undefined): void {
    const isLast = member.sessions.length === 1
    for (const room of [...seat.rooms]) {
      this.#part(room, seat, member, reasonOf(reason), isLast ? room.tellUnaware : room.tell)
    }
  }

  /** Puts a user out. All in the room are told but the asker: also the one who goes. */
  putOut(room: Room, member: Member, by: string, asker: Member | undefined, reason: string): void {
    const event = this.#departed(room, member, { by, ...reasonOf(reason) })
    if (member !== asker) room.tell(member, event)
    this.#tellMembers(room, member, event, { besides: asker })
    for (const session of [...room.sessionsOf(member)]) room.leave(member, session)
    this.#emptied(room)
  }

  all(): AnswerOf<'rooms'> {
    const rows = [...this.#rooms.values()].map((room) => {
      return { name: room.name, members: room.size, ...topicOf(room) }
    })
    return granted(rows.sort((one, other) => (one.name < other.name ? -1 : 1)))
  }

  list(seat: Seat, { room: given }: CommandOf<'list'>): AnswerOf<'list'> {
    const room = this.named(given)
    if (room === undefined) return granted(this.#presence.visibleTo(seat.keys))
    return 'error' in room ? room : granted(this.#visible(room, seat))
  }

  topic({ room: given }: CommandOf<'topic'>): AnswerOf<'topic'> {
    const room = this.named(given)
    if (room === undefined) return granted(topicOf({ topic: this.#lobbyTopic }))
    return 'error' in room ? room : granted(topicOf(room))
  }

  setTopic(seat: Seat, member: Member, command: CommandOf<'setTopic'>): AnswerOf<'setTopic'> {
    const room = this.named(command.room)
    if (room !== undefined && 'error' in room) return room
    if (this.#rights.in(seat, room) === undefined) return refused('not-a-moderator')
    const text = copyString(noteOf(command.text))
    const said: Topic = { text, by: seat.name, time: this.#clock.now }
    const topic = text === '' ? undefined : said
    if (room === undefined) {
      this.#lobbyTopic = topic
      this.#ports.rooms.put({ key: LOBBY, name: LOBBY, topic, used: said.time })
      this.#presence.tellOthers(member, { kind: 'topic', ...said })
    } else {
      room.topic = topic
      this.#keep(room)
      this.#tellMembers(room, member, { kind: 'topic', room: room.name, ...said })
    }
    return granted(said)
  }

  /** The names of the rooms that a user is in, sorted. */
  of(member: Member): readonly string[] {
    const rooms = [...this.#rooms.values()].filter((room) => room.has(member))
    return rooms.map(({ name }) => name).sort()
  }

  /** The room of that name; undefined for the lobby, which has none. */
  named(name: string | undefined): Room | Refusal | undefined {
    if (name === undefined) return undefined
    return this.#find(name) ?? refused('no-such-room')
  }

  /** The room of that name, if the session is in it. */
  inside(seat: Seat, name: string): Room | Refusal {
    const room = this.#find(name)
    if (room === undefined) return refused('no-such-room')
    return room.holds(seat) ? room : refused('not-in-room')
  }

  /** Tells all others who are in a room, less those between whom and that user there is a block. */
  #tellMembers(
    room: Room,
    about: Member,
    event: Event,
    { besides = about, say = room.tell }: { besides?: Member | undefined; say?: Room['tell'] } = {},
  ): void {
    const { blocks } = this.#ports
    for (const member of [...room.members]) {
      if (member === about || member === besides) continue
      if (blocks.has(member.name, about.keys) || blocks.has(about.name, member.keys)) continue
      say(member, event)
    }
  }

  #isKeptOut(seat: Seat, room: Room): boolean {
    const { keys, proven, present } = seat
    if (!this.#rights.isBanned({ keys, address: present.peer.address }, room.key, proven)) {
      return false
    }
    return !this.#rights.isModerator(seat)
  }

  #find(name: string): Room | undefined {
    return isRoomName(name) ? this.#rooms.get(roomKey(name)) : undefined
  }

  #make(given: string): Room | undefined {
    if (this.#rooms.size >= MOST_ROOMS) this.#forgetOldest()
    if (this.#rooms.size >= MOST_ROOMS) return undefined
    const name = copyString(canonicalRoom(given))
    const key = roomKey(name)
    const room = new Room({ key, name, used: this.#clock.now }, this.#ports.rooms)
    this.#rooms.set(key, room)
    return room
  }

  #forgetOldest(): void {
    for (const room of this.#rooms.values()) if (room.size === 0) return this.#forget(room)
  }

  #part(room: Room, seat: Seat, member: Member, parting: Parting, say = room.tell): void {
    if (!room.leave(member, seat)) return
    this.#tellMembers(room, member, this.#departed(room, member, parting), { say })
    this.#emptied(room)
  }

  #departed({ name: room }: Room, { name }: Member, parting: Parting): Departed {
    return { kind: 'departed', room, name, time: this.#clock.now, ...parting }
  }

  /** A room in which nobody is and of which there is no message goes. */
  #emptied(room: Room): void {
    if (room.size > 0) return
    if (room.timeline.last(1).length === 0) return this.#forget(room)
    if (!isAccount(room.maker)) room.maker = undefined
    this.#rooms.delete(room.key)
    this.#rooms.set(room.key, room)
    this.#keep(room)
  }

  #forget({ key }: Room): void {
    this.#rooms.delete(key)
    this.#ports.rooms.remove(key)
    this.#ports.restrictions.clear(key)
  }

  #keep({ key, name, topic, maker }: Room): void {
    const used = this.#clock.now
    const record: RoomRecord = { key, name, used, ...(topic !== undefined && { topic }) }
    this.#ports.rooms.put(isAccount(maker) ? { ...record, maker } : record)
  }

  /** Those between whom and the asker there is no block. */
  #visible({ members }: Room, { name, keys }: Seat): readonly Present[] {
    const { blocks } = this.#ports
    if (blocks.none) return [...members]
    return [...members].filter((one) => !blocks.has(one.name, keys) && !blocks.has(name, one.keys))
  }
}

function topicOf({ topic }: { readonly topic: Topic | undefined }): { readonly topic?: Topic } {
  return topic === undefined ? {} : { topic }
}

/** Whether an owner is an account; a session without one is nobody's once it has gone. */
function isAccount(owner: string | undefined): boolean {
  return owner?.startsWith('account ') === true
}

/** A reason as others are told it. */
export function reasonOf(reason: string | undefined): { readonly reason?: string } {
  return reason === undefined || reason === '' ? {} : { reason: noteOf(reason) }
}
