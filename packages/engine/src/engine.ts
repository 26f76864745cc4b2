import {
  type Answer,
  type AnswerOf,
  type CommandKind,
  type CommandOf,
  canonicalName,
  type DirectMessage,
  type ErrorCode,
  type Event,
  isName,
  isReservedName,
  MOST_LINES,
  type Peer,
  type PublicMessage,
  type Refusal,
} from '@parley/contract'
import type { Clock, Member, Ports } from './ports.ts'

/** What the engine must know of a connection. */
export interface Attachment {
  /** Where it comes in; `login`'s cap counts the names of one listener. */
  readonly listener: string
  readonly via: string
  readonly peer: Peer
  /** Whether it is to hear who comes and goes. */
  readonly presence: boolean
  hear(event: Event): void
}

/** The engine's end of one connection. */
export interface Seat {
  readonly attachment: Attachment
  /** The name's place in the roster, while the connection is logged in. */
  member: Member | undefined
}

type Then<Kind extends CommandKind> = (answer: AnswerOf<Kind>) => void

type Rows = {
  readonly [Kind in CommandKind]: {
    readonly allowed: 'stranger' | 'member'
    run(seat: Seat, command: CommandOf<Kind>, then: Then<Kind>): void
  }
}

const refusals = new Map<ErrorCode, Refusal>()

function refused(error: ErrorCode): Refusal {
  const known = refusals.get(error) ?? { ok: false, error }
  refusals.set(error, known)
  return known
}

function granted<Value>(value: Value): Answer<Value> {
  return { ok: true, value }
}

/**
 * The routing core. For one command: first what others hear, then the answer, then what the asker
 * hears of it, so that a dialect's acknowledgement never stands behind its own echo.
 */
export class Engine {
  readonly #ports: Ports
  readonly #clock: Clock
  readonly #watchers = new Set<Seat>()
  #lastId = 0

  constructor(ports: Ports, clock: Clock) {
    this.#ports = ports
    this.#clock = clock
  }

  /** Takes a connection in; it is nobody yet. */
  attach(attachment: Attachment): Seat {
    return { attachment, member: undefined }
  }

  /** The connection is gone, or its user logged out: the name is free again and others are told. */
  leave(seat: Seat): void {
    const { member } = seat
    if (member === undefined) return
    seat.member = undefined
    this.#watchers.delete(seat)
    if (!this.#ports.roster.leave(member, seat.attachment)) return
    const { name } = member
    this.#tellPresence({ kind: 'left', name, time: this.#clock.now })
    if (!this.#ports.accounts.has(name)) this.#ports.blocks.clear(name)
  }

  /** Carries a command out; `then` is called once, before `ask` returns where the ports are local. */
  ask<Kind extends CommandKind>(seat: Seat, command: CommandOf<Kind>, then: Then<Kind>): void {
    const row = this.#rows[command.kind]
    const standing = seat.member === undefined ? 'stranger' : 'member'
    if (row.allowed === standing) row.run(seat, command, then)
    else then(refused(standing === 'stranger' ? 'not-logged-in' : 'already-logged-in'))
  }

  readonly #rows: Rows = {
    login: { allowed: 'stranger', run: (seat, command, then) => this.#login(seat, command, then) },
    logout: {
      allowed: 'member',
      run: (seat, _command, then) => {
        this.leave(seat)
        then(granted(null))
      },
    },
    send: { allowed: 'member', run: (seat, command, then) => this.#send(seat, command, then) },
    broadcast: {
      allowed: 'member',
      run: (seat, command, then) => this.#broadcast(seat, command, then),
    },
    list: { allowed: 'member', run: (seat, _command, then) => then(granted(this.#visible(seat))) },
    history: {
      allowed: 'member',
      run: (_seat, command, then) => then(granted(this.#ports.timeline.last(command.last))),
    },
    block: { allowed: 'member', run: (seat, command, then) => then(this.#block(seat, command)) },
    unblock: {
      allowed: 'member',
      run: (seat, command, then) => then(this.#unblock(seat, command)),
    },
  }

  #login(seat: Seat, command: CommandOf<'login'>, then: Then<'login'>): void {
    const { roster, accounts, mailbox } = this.#ports
    const { listener, via, peer, presence } = seat.attachment
    if (!isName(command.name)) return then(refused('name-invalid'))
    const name = canonicalName(command.name)
    if (isReservedName(name) || accounts.has(name)) return then(refused('name-reserved'))
    if (command.cap > 0 && roster.count(listener) >= command.cap) return then(refused('full'))
    const since = this.#clock.now
    const member = roster.enter({ name, via, peer, since, listener }, seat.attachment)
    if (member === undefined) return then(refused('name-taken'))
    seat.member = member
    this.#tellPresence({ kind: 'joined', name: member.name, time: since })
    if (presence) this.#watchers.add(seat)
    then(granted({ name: member.name }))
    for (const message of mailbox.take(member.name)) seat.attachment.hear(message)
  }

  #send(seat: Seat, command: CommandOf<'send'>, then: Then<'send'>): void {
    const from = nameOf(seat)
    const { roster, blocks } = this.#ports
    const recipient = roster.find(command.to) ?? roster.find(canonicalName(command.to))
    if (recipient === undefined) return this.#keep(seat, command, then)
    if (blocks.has(recipient.name, from)) return then(refused('blocked-by-user'))
    if (hasTooManyLines(command.text)) return then(refused('text-too-long'))
    const message = this.#direct(from, recipient.name, command.text)
    if (recipient === seat.member) {
      then(granted(message))
      tell(recipient, message)
    } else {
      tell(recipient, message)
      then(granted(message))
    }
  }

  /** A direct message to a name that is not online waits, if an account has the name. */
  #keep(seat: Seat, command: CommandOf<'send'>, then: Then<'send'>): void {
    const { accounts, blocks, mailbox } = this.#ports
    const from = nameOf(seat)
    const to = canonicalName(command.to)
    if (!accounts.has(to)) return then(refused('unknown-user'))
    if (blocks.has(to, from)) return then(refused('blocked-by-user'))
    if (hasTooManyLines(command.text)) return then(refused('text-too-long'))
    const message = this.#direct(from, to, command.text)
    then(mailbox.put(message) ? granted(message) : refused('store-failed'))
  }

  #direct(from: string, to: string, text: string): DirectMessage {
    return { kind: 'direct', id: ++this.#lastId, time: this.#clock.now, from, to, text }
  }

  #broadcast(seat: Seat, { text }: CommandOf<'broadcast'>, then: Then<'broadcast'>): void {
    const { roster, blocks, timeline } = this.#ports
    if (hasTooManyLines(text)) return then(refused('text-too-long'))
    const from = nameOf(seat)
    const id = ++this.#lastId
    const time = this.#clock.now
    const number = timeline.append({ id, time, from, text })
    const message: PublicMessage = { kind: 'public', id, time, number, from, text }
    const free = blocks.none
    let reached = 0
    let blocked = 0
    for (const member of roster.members()) {
      if (member === seat.member) continue
      if (!free && blocks.has(member.name, from)) blocked += 1
      else if (free || !blocks.has(from, member.name)) {
        reached += 1
        tell(member, message)
      }
    }
    then(granted({ message, reached, blocked }))
  }

  /** Everybody online, less those who have blocked the asker. */
  #visible(seat: Seat): readonly Member[] {
    const { roster, blocks } = this.#ports
    const asker = nameOf(seat)
    const all = [...roster.members()]
    return blocks.none ? all : all.filter((member) => !blocks.has(member.name, asker))
  }

  #block(seat: Seat, command: CommandOf<'block'>): AnswerOf<'block'> {
    const blocker = nameOf(seat)
    const name = canonicalName(command.name)
    if (name === blocker) return refused('self-block')
    if (!this.#isKnown(name)) return refused('unknown-user')
    return this.#ports.blocks.add(blocker, name) ? granted({ name }) : refused('already-blocked')
  }

  #unblock(seat: Seat, command: CommandOf<'unblock'>): AnswerOf<'unblock'> {
    const name = canonicalName(command.name)
    if (this.#ports.blocks.remove(nameOf(seat), name)) return granted({ name })
    return refused(this.#isKnown(name) ? 'not-blocked' : 'unknown-user')
  }

  #isKnown(name: string): boolean {
    return this.#ports.roster.find(name) !== undefined || this.#ports.accounts.has(name)
  }

  #tellPresence(event: Extract<Event, { kind: 'joined' | 'left' }>): void {
    const { blocks } = this.#ports
    for (const watcher of this.#watchers) {
      const name = nameOf(watcher)
      if (name !== event.name && !blocks.has(event.name, name)) watcher.attachment.hear(event)
    }
  }
}

function nameOf(seat: Seat): string {
  return seat.member?.name ?? ''
}

function hasTooManyLines(text: string): boolean {
  if (text.length < MOST_LINES) return false
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines += 1
    if (lines > MOST_LINES) return true
  }
  return false
}

function tell(member: Member, message: DirectMessage | PublicMessage): void {
  for (const session of member.sessions) session.hear(message)
}
