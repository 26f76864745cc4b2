import {
  type CommandKind,
  type CommandOf,
  type Event,
  type Happening,
  type ModerationExchanges,
  oneLine,
  type PublicMessage,
  type RoomExchanges,
} from '@parley/contract'
import { Authenticator } from './authentication.ts'
import { Blocking } from './blocking.ts'
import type { CommandRows, Then } from './command-rows.ts'
import { DirectMessages } from './direct-messages.ts'
import { Directory } from './directory.ts'
import {
  type EngineState,
  engineState,
  restoreEngine,
  type SeatState,
  type StateParts,
} from './engine-state.ts'
import { Logins } from './login.ts'
import { CountedIds, type MessageIds } from './message-ids.ts'
import { Moderation } from './moderation.ts'
import { Observers } from './observers.ts'
import type { Clock, Member, Ports, RosterSession } from './ports.ts'
import { Presence, tell } from './presence.ts'
import { Profiles } from './profiles.ts'
import { PublicMessages } from './public-messages.ts'
import { RawTexts } from './raw-texts.ts'
import { granted, refused } from './results.ts'
import { Rights } from './rights.ts'
import { roomCommands } from './room-commands.ts'
import { Rooms, reasonOf } from './rooms.ts'
import { type Attachment, Seat } from './seat.ts'
import { StoreGate } from './store-gate.ts'

/** What a gateway asks of its engine: one of its own, or one that it shares with other gateways. */
export type RoutingEngine = Pick<Engine, Exclude<keyof Engine, 'state' | 'restore'>>

/**
 * The routing core. For one command: first what others hear, then the answer, then what the asker
 * hears of it, so that a dialect's acknowledgement never stands behind its own echo.
 */
export class Engine {
  readonly #ports: Ports
  readonly #clock: Clock
  readonly #presence: Presence
  readonly #post: DirectMessages
  readonly #board: PublicMessages
  readonly #directory: Directory
  readonly #blocking: Blocking
  readonly #raw = new RawTexts()
  readonly #observers = new Observers()
  readonly #logins: Logins
  readonly #rooms: Rooms
  readonly #rows: CommandRows
  readonly #parts: StateParts
  #seats = 0

  constructor(ports: Ports, clock: Clock, ids: MessageIds = new CountedIds(ports.lastId)) {
    const gate = new StoreGate(ports)
    const authenticator = new Authenticator(ports, clock, gate)
    const presence = new Presence(ports)
    const raw = this.#raw
    const observers = this.#observers
    this.#ports = ports
    this.#clock = clock
    this.#presence = presence
    this.#post = new DirectMessages(ports, clock, ids, gate, raw, presence)
    const rights = new Rights(ports, clock)
    const rooms = new Rooms(ports, clock, presence, rights)
    this.#rooms = rooms
    const shared = { ports, clock, presence, observers, rights }
    this.#board = new PublicMessages({ ...shared, ids, raw, gate, rooms })
    this.#directory = new Directory(ports, authenticator)
    this.#blocking = new Blocking(ports, gate, this.#directory)
    const post = this.#post
    this.#logins = new Logins({ ...shared, authenticator, post })
    const logins = this.#logins
    this.#parts = { presence, logins, authenticator, rooms, raw }
    const profiles = new Profiles({ ...shared, authenticator, rooms })
    const moderation = new Moderation(ports, clock, rooms, rights)
    this.#rows = { ...this.#lobbyRows(), ...roomCommands(rooms, profiles, moderation, gate) }
  }

  /** The time of what is being carried out: an event with an earlier time was kept until now. */
  get now(): number {
    return this.#clock.now
  }

  /** Takes a connection in; it is nobody yet. */
  attach(attachment: Attachment): Seat {
    this.#seats += 1
    if (!attachment.raw) return new Seat(this.#seats, attachment)
    const { via } = attachment
    const hear = (event: Event) => attachment.hear(this.#raw.restoredEvent(event, via))
    return new Seat(this.#seats, { ...attachment, hear })
  }

  /** The connection is gone: its name, if it had one, is free again and others are told, with the reason. */
  detach(seat: Seat, reason?: string): void {
    seat.standing = 'gone'
    seat.waiting?.cancel()
    this.#leave(seat, seat.parting ?? reason)
  }

  /** The peer says no more and may be gone: a password that it waits for is not urgent. */
  peerEnded(seat: Seat): void {
    seat.waiting?.defer()
  }

  /** Carries a command out; `then` is called once, before `ask` returns unless a hash takes time. */
  ask<Kind extends CommandKind>(seat: Seat, command: CommandOf<Kind>, then: Then<Kind>): void {
    const row = this.#rows[command.kind]
    const standing = seat.member === undefined ? 'stranger' : 'member'
    if (row.allowed === standing) row.run(seat, command, then)
    else then(refused(standing === 'stranger' ? 'not-logged-in' : 'already-logged-in'))
  }

  /**
   * Tells a user who is online something on behalf of another one, who may have left by now, in the
   * gateway's own name, on one line. False where that user is not online, or has blocked the other one.
   */
  inform(from: string, to: string, text: string): boolean {
    const member = this.#ports.roster.find(to)
    if (member === undefined || this.obstacle(from, to) !== undefined) return false
    tell(member, this.#notice(text))
    return true
  }

  /** Why a user cannot be told anything on behalf of another one; undefined: they can. */
  obstacle(from: string, to: string): 'blocked-by-user' | 'user-offline' | undefined {
    return this.#directory.obstacle(from, to)
  }

  /** Tells one session something in the gateway's own name. */
  notify(seat: Seat, text: string): void {
    if (seat.member !== undefined) seat.hear(this.#notice(text))
  }

  /** Whether somebody has a session under this name, which is canonical. */
  isOnline(name: string): boolean {
    return this.#directory.isOnline(name)
  }

  /**
   * Ends the sessions of accounts that another process has removed. For every few seconds: where no
   * other process has written anything, it asks only that.
   */
  endRemoved(): void {
    const { accounts, roster } = this.#ports
    if (!accounts.changedElsewhere()) return
    for (const { name, sessions } of [...roster.members()]) {
      if (sessions.every(({ proven }) => !proven)) continue
      const number = accounts.find(name)?.number
      for (const session of [...sessions]) {
        if (session.proven && session.account !== number) session.end('account-removed')
      }
    }
  }

  /** The public messages that are kept, the newest first; each is read when it is asked for. */
  newestMessages(): Iterable<PublicMessage> {
    return this.#board.newest()
  }

  /** Has an observer told of every public message, and of every session that begins and ends. */
  observe(observer: (happening: Happening) => void): void {
    this.#observers.add(observer)
  }

  /** What it holds besides its ports. `seats`: all that are logged in, and any others. */
  state(seats: readonly Seat[]): EngineState {
    return engineState(this.#parts, this.#ports.roster.members(), seats)
  }

  /**
   * Takes over the state of another engine, once it is made and before anything else. `attachmentOf`: of a
   * connection; `enter`: puts sessions of one name into the roster. Gives the seats in the order of the state.
   */
  restore(
    state: EngineState,
    attachmentOf: (seat: SeatState) => Attachment,
    enter: (sessions: readonly RosterSession[]) => Member | undefined,
  ): readonly Seat[] {
    const seats = state.seats.map((seat) => this.attach(attachmentOf(seat)))
    restoreEngine(this.#parts, state, seats, enter)
    return seats
  }

  #lobbyRows(): Omit<CommandRows, keyof RoomExchanges | keyof ModerationExchanges> {
    return {
      login: {
        allowed: 'stranger',
        run: (seat, command, then) => this.#logins.login(seat, command, then),
      },
      enquire: {
        allowed: 'stranger',
        run: (seat, { name }, then) => then(this.#directory.enquire(seat, name)),
      },
      logout: {
        allowed: 'member',
        run: (seat, { reason }, then) => {
          this.#leave(seat, reason)
          then(granted(null))
        },
      },
      send: {
        allowed: 'member',
        run: (seat, command, then) => this.#post.send(seat, command, then),
      },
      broadcast: {
        allowed: 'member',
        run: (seat, command, then) => this.#board.broadcast(seat, command, then),
      },
      list: {
        allowed: 'member',
        run: (seat, command, then) => then(this.#rooms.list(seat, command)),
      },
      listSince: {
        allowed: 'member',
        run: (seat, { since }, then) => then(granted(this.#presence.seenSince(since, seat.keys))),
      },
      history: {
        allowed: 'member',
        run: (seat, command, then) => then(this.#board.last(seat, command)),
      },
      historySince: {
        allowed: 'member',
        run: (seat, command, then) => then(this.#board.since(seat, command)),
      },
      edit: {
        allowed: 'member',
        run: (seat, command, then) => this.#board.edit(seat, command, then),
      },
      remove: {
        allowed: 'member',
        run: (seat, command, then) => this.#board.remove(seat, command, then),
      },
      block: {
        allowed: 'member',
        run: (seat, { name }, then) => this.#blocking.block(seat, name, then),
      },
      unblock: {
        allowed: 'member',
        run: (seat, { name }, then) => this.#blocking.unblock(seat, name, then),
      },
      received: {
        allowed: 'member',
        run: (seat, { upTo }, then) => {
          this.#post.received(seat, upTo)
          then(granted(null))
        },
      },
      announcePeer: {
        allowed: 'member',
        run: (seat, { transport, port }, then) => {
          seat.present = { ...seat.present, calls: { transport, port } }
          this.#observers.tell({
            kind: 'session-changed',
            session: seat.number,
            present: seat.present,
          })
          then(granted(null))
        },
      },
      findPeer: {
        allowed: 'member',
        run: (seat, { name }, then) => then(this.#directory.find(seat, name)),
      },
    }
  }

  #leave(seat: Seat, reason: string | undefined): void {
    const { member } = seat
    if (member === undefined) return
    this.#rooms.leaveAll(seat, member, reason)
    seat.member = undefined
    this.#presence.unwatch(seat)
    const { roster } = this.#ports
    const { now } = this.#clock
    const wasLast = this.#presence.changing(member, now, () => roster.leave(member, seat))
    this.#observers.tell({ kind: 'session-ended', session: seat.number, present: seat.present })
    if (wasLast) {
      this.#presence.departed(member, now, reasonOf(reason))
      if (!seat.proven) this.#ports.blocks.clear(member.name)
    }
    seat.account = undefined
  }

  #notice(text: string): Event {
    return { kind: 'notice', text: oneLine(text), time: this.#clock.now }
  }
}
