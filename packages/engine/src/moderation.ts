import {
  type AnswerOf,
  type Ban,
  type CommandOf,
  canonicalName,
  isName,
  type ModeratedUser,
  nameKeys,
  noteOf,
  oneLine,
  type Refusal,
} from '@parley/contract'
import type { Clock, Member, Ports, Restriction } from './ports.ts'
import { tell } from './presence.ts'
import { granted, refused } from './results.ts'
import type { Rights } from './rights.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import type { Seat } from './seat.ts'

/** What is decided, about whom, and where. */
interface Ruling {
  readonly name: string
  readonly member: Member | undefined
  /** Absent: the lobby. */
  readonly room: Room | undefined
  readonly by: string
}

/** What moderators do, and makers of rooms in them. */
export class Moderation {
  readonly #ports: Ports
  readonly #clock: Clock
  readonly #rooms: Rooms
  readonly #rights: Rights

  constructor(ports: Ports, clock: Clock, rooms: Rooms, rights: Rights) {
    this.#ports = ports
    this.#clock = clock
    this.#rooms = rooms
    this.#rights = rights
  }

  /** Who puts themselves out is answered before that. */
  kick(seat: Seat, command: CommandOf<'kick'>, then: (answer: AnswerOf<'kick'>) => void): void {
    const ruling = this.#ruling(seat, command)
    if ('error' in ruling) return then(ruling)
    const { member, room } = ruling
    if (member === undefined) return then(refused('unknown-user'))
    if (room?.has(member) === false) return then(refused('not-in-room'))
    if (member === seat.member) then(granted(null))
    this.#putOut(ruling, seat.member, command.reason)
    if (member !== seat.member) then(granted(null))
  }

  ban(seat: Seat, command: CommandOf<'ban'>): AnswerOf<'ban'> {
    const ruling = this.#ruling(seat, command)
    if ('error' in ruling) return ruling
    const { reason } = command
    const address = this.#rights.addressOf(ruling.name)
    const ban = { ...this.#restriction('ban', ruling, command.for), address, ...noted(reason) }
    if (!this.#ports.restrictions.put(ban)) return refused('store-failed')
    const { member, room } = ruling
    const isInside = member !== undefined && room?.has(member) !== false
    if (isInside && member !== seat.member) this.#putOut(ruling, seat.member, reason)
    return granted(rowOf(ban))
  }

  unban(seat: Seat, command: CommandOf<'unban'>): AnswerOf<'unban'> {
    return this.#lift('ban', seat, command) ?? refused('not-banned')
  }

  bans({ room: given }: CommandOf<'bans'>): AnswerOf<'bans'> {
    const room = this.#rooms.named(given)
    if (room !== undefined && 'error' in room) return room
    const { restrictions } = this.#ports
    return granted(restrictions.of('ban', room?.key ?? '', this.#clock.now).map(rowOf))
  }

  moderators(seat: Seat, { room: given }: CommandOf<'moderators'>): AnswerOf<'moderators'> {
    const room = this.#rooms.named(given)
    if (room !== undefined && 'error' in room) return room
    const { blocks } = this.#ports
    const names = [...this.#rights.moderatorsOf(room)].map(({ name }) => name)
    return granted(names.filter((name) => !blocks.has(name, seat.keys)).sort())
  }

  mute(seat: Seat, command: CommandOf<'mute'>): AnswerOf<'mute'> {
    const ruling = this.#ruling(seat, command)
    if ('error' in ruling) return ruling
    const mute = this.#restriction('mute', ruling, command.for)
    if (!this.#ports.restrictions.put(mute)) return refused('store-failed')
    const { member, by, room } = ruling
    this.#notify(member, `${by} has muted you in ${room?.name ?? 'the lobby'}`)
    return granted(null)
  }

  unmute(seat: Seat, command: CommandOf<'unmute'>): AnswerOf<'unmute'> {
    const answer = this.#lift('mute', seat, command)
    if (answer === undefined) return refused('not-muted')
    const member = this.#ports.roster.find(canonicalName(command.name))
    if (answer.ok)
      this.#notify(member, `${seat.name} lets you speak in ${command.room ?? 'the lobby'} again`)
    return answer
  }

  /** Undefined where there is nothing to lift. */
  #lift(
    kind: Restriction['kind'],
    seat: Seat,
    command: ModeratedUser,
  ): AnswerOf<'unban'> | undefined {
    const ruling = this.#ruling(seat, command)
    if ('error' in ruling) return ruling
    const { restrictions } = this.#ports
    const key = ruling.room?.key ?? ''
    const keys = nameKeys(ruling.name)
    if (restrictions.find(kind, key, { keys }, this.#clock.now) === undefined) return undefined
    return restrictions.remove(kind, key, keys) ? granted(null) : refused('store-failed')
  }

  #ruling(seat: Seat, command: ModeratedUser): Ruling | Refusal {
    const room = this.#rooms.named(command.room)
    if (room !== undefined && 'error' in room) return room
    const standing = this.#rights.in(seat, room)
    if (standing === undefined) return refused('not-a-moderator')
    const name = canonicalName(command.name)
    if (!isName(name)) return refused('unknown-user')
    if (standing === 'maker' && this.#rights.isProtected(name)) return refused('not-a-moderator')
    return { name, room, member: this.#ports.roster.find(name), by: seat.name }
  }

  #restriction(
    kind: Restriction['kind'],
    { name, room, by }: Ruling,
    time: number | undefined,
  ): Restriction {
    const since = this.#clock.now
    const until = time === undefined ? undefined : since + Math.max(0, Math.floor(time))
    return { kind, room: room?.key ?? '', name, by, since, until }
  }

  #putOut({ member, room, by }: Ruling, asker: Member | undefined, reason = ''): void {
    if (member === undefined) return
    if (room !== undefined) return this.#rooms.putOut(room, member, by, asker, reason)
    const words = noteOf(reason === '' ? `Put out by ${by}` : `Put out by ${by}: ${reason}`)
    for (const session of [...member.sessions]) session.end('kicked', words)
  }

  #notify(member: Member | undefined, text: string): void {
    if (member === undefined) return
    tell(member, { kind: 'notice', text: oneLine(text), time: this.#clock.now })
  }
}

function noted(reason: string | undefined) {
  return reason === undefined || reason === '' ? {} : { reason: noteOf(reason) }
}

function rowOf({ name, by, since, until, reason }: Restriction): Ban {
  return { name, by, since, ...(until !== undefined && { until }), ...noted(reason) }
}
