import {
  type AnswerOf,
  type CommandOf,
  canonicalName,
  isName,
  isReservedName,
  nameKeys,
} from '@parley/contract'
import { type Authenticator, attemptOf } from './authentication.ts'
import { copyString } from './copy-string.ts'
import type { DirectMessages } from './direct-messages.ts'
import type { Observers } from './observers.ts'
import type { Clock, Entrant, Member, Ports } from './ports.ts'
import type { Presence } from './presence.ts'
import { granted, refused } from './results.ts'
import type { Rights } from './rights.ts'
import type { Seat } from './seat.ts'

type Then = (answer: AnswerOf<'login'>) => void

interface Parts {
  readonly ports: Ports
  readonly clock: Clock
  readonly authenticator: Authenticator
  readonly presence: Presence
  readonly post: DirectMessages
  readonly observers: Observers
  readonly rights: Rights
}

/** Who gets in under which name: names, passwords, the cap of a listener, several sessions of one user. */
export class Logins {
  readonly #ports: Ports
  readonly #clock: Clock
  readonly #authenticator: Authenticator
  readonly #presence: Presence
  readonly #post: DirectMessages
  readonly #observers: Observers
  readonly #rights: Rights
  /** Logins so far, which number the owners of messages. */
  count = 0

  constructor({ ports, clock, authenticator, presence, post, observers, rights }: Parts) {
    this.#ports = ports
    this.#clock = clock
    this.#authenticator = authenticator
    this.#presence = presence
    this.#post = post
    this.#observers = observers
    this.#rights = rights
  }

  /** `then` is called before this returns unless a hash takes time. */
  login(seat: Seat, command: CommandOf<'login'>, then: Then): void {
    if (!isName(command.name)) return then(refused('name-invalid'))
    const name = copyString(canonicalName(command.name))
    if (isReservedName(name)) return then(refused('name-reserved'))
    const proven = command.password !== undefined && command.policy !== undefined
    const entrant = { keys: nameKeys(name), names: seat.names, proven }
    const attempt = attemptOf(command, entrant, seat)
    if (attempt === undefined) {
      if (this.#authenticator.isHeld(entrant)) then(refused('name-reserved'))
      else this.#enter(seat, command, entrant, then)
      return
    }
    this.#authenticator.judge(attempt, (refusal) => {
      if (seat.standing === 'gone') return
      if (refusal !== undefined) return then(refusal)
      this.#enter(seat, command, entrant, then)
    })
  }

  #enter(seat: Seat, command: CommandOf<'login'>, entrant: Entrant, then: Then): void {
    const { roster, accounts, run } = this.#ports
    const { cap, policy } = command
    const { address } = seat.present.peer
    const { keys, proven } = entrant
    if (this.#rights.isBanned({ keys, address }, '', proven)) return then(refused('banned'))
    if (cap > 0 && roster.count(seat.listener) >= cap) return then(refused('full'))
    const since = this.#clock.now
    const { via, peer } = seat.present
    const { name } = entrant.keys
    seat.present = { name, via, peer, since }
    seat.keys = entrant.keys
    seat.account = entrant.proven ? accounts.find(name)?.number : undefined
    this.count += 1
    seat.owner = seat.proven ? `account ${seat.account}` : `${run} ${this.count}`
    const online = roster.find(name)
    if (online === undefined) seat.member = roster.enter(seat)
    else if (policy?.several && isOf(online, seat.account)) {
      this.#presence.changing(online, since, () => roster.join(online, seat))
      seat.member = online
    }
    if (seat.member === undefined) return then(refused('name-taken'))
    if (online === undefined) this.#presence.arrived(seat, since)
    this.#presence.watch(seat)
    this.#observers.tell({ kind: 'session-began', session: seat.number, present: seat.present })
    then(granted({ name: seat.member.name }))
    if (seat.proven) this.#post.hand(seat)
  }
}

/** Whether everybody who speaks under the name has given the password of that account. */
function isOf({ sessions }: Member, account: number | undefined): boolean {
  return account !== undefined && sessions.every((session) => session.account === account)
}
