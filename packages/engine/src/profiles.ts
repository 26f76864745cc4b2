import {
  type AnswerOf,
  type CommandOf,
  canonicalName,
  isName,
  isReservedName,
  nameKeys,
  noteOf,
} from '@parley/contract'
import type { Authenticator } from './authentication.ts'
import { copyString } from './copy-string.ts'
import type { Observers } from './observers.ts'
import type { Clock, Member, Ports } from './ports.ts'
import type { Presence } from './presence.ts'
import { granted, refused } from './results.ts'
import type { Rights } from './rights.ts'
import type { Rooms } from './rooms.ts'
import type { Seat } from './seat.ts'

/** What users share with the rest of the engine. */
interface Parts {
  readonly ports: Ports
  readonly clock: Clock
  readonly authenticator: Authenticator
  readonly presence: Presence
  readonly rooms: Rooms
  readonly rights: Rights
  readonly observers: Observers
}

/** What users show of themselves: their names, and whether they are away. */
export class Profiles {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Only of who has no account, so that a user has one session, and not of who is muted. */
  rename(seat: Seat, member: Member, { name: given }: CommandOf<'rename'>): AnswerOf<'rename'> {
    const { ports, clock, authenticator, presence } = this.#parts
    if (!isName(given)) return refused('name-invalid')
    const name = copyString(canonicalName(given))
    if (name === seat.name) return granted({ name })
    if (seat.proven || isReservedName(name)) return refused('name-reserved')
    if (this.#parts.rights.isMutedAnywhere(seat)) return refused('muted')
    const { keys: from } = seat
    const entrant = { keys: nameKeys(name), names: seat.names, proven: false }
    if (authenticator.isHeld(entrant)) return refused('name-reserved')
    if (!ports.roster.rename(member, entrant)) return refused('name-taken')
    ports.blocks.move(from.name, name)
    seat.keys = entrant.keys
    seat.present = { ...seat.present, name }
    presence.renamed(seat, from, clock.now)
    this.#changed(seat)
    return granted({ name })
  }

  away(seat: Seat, member: Member, { text }: CommandOf<'away'>): AnswerOf<'away'> {
    const { presence, clock } = this.#parts
    const { away: _, ...present } = seat.present
    const isBack = text === undefined || text === ''
    presence.changing(member, clock.now, () => {
      seat.present = isBack ? present : { ...present, away: copyString(noteOf(text)) }
    })
    this.#changed(seat)
    return granted(null)
  }

  whois({ name: given }: CommandOf<'whois'>): AnswerOf<'whois'> {
    const { ports, rooms, rights } = this.#parts
    if (!isName(given)) return refused('unknown-user')
    const name = canonicalName(given)
    const present = ports.roster.find(name)
    if (present === undefined) {
      const isKnown = this.#parts.presence.isKnown(nameKeys(name))
      return refused(isKnown ? 'user-offline' : 'unknown-user')
    }
    return granted({ present, moderator: rights.hasModerator(present), rooms: rooms.of(present) })
  }

  #changed({ number: session, present }: Seat): void {
    this.#parts.observers.tell({ kind: 'session-changed', session, present })
  }
}
