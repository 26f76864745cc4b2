import { type AnswerOf, canonicalName, isName, isReservedName, nameKeys } from '@parley/contract'
import { addressKey } from './address.ts'
import type { Authenticator } from './authentication.ts'
import type { Ports } from './ports.ts'
import { granted, refused } from './results.ts'
import type { Seat } from './seat.ts'

/** Which names are free, and which are those of users, who are online or have an account. */
export class Directory {
  readonly #ports: Ports
  readonly #entrance: Authenticator

  constructor(ports: Ports, entrance: Authenticator) {
    this.#ports = ports
    this.#entrance = entrance
  }

  /** Whether somebody has a session under this name, which is canonical. */
  isOnline(name: string): boolean {
    return this.#ports.roster.find(name) !== undefined
  }

  /** Whether this name, which is canonical, is online or has an account. */
  isUser(name: string): boolean {
    return isName(name) && (this.isOnline(name) || this.#ports.accounts.has(name))
  }

  /** Why a user cannot be told anything on behalf of another one; undefined: they can. */
  obstacle(from: string, to: string): 'blocked-by-user' | 'user-offline' | undefined {
    if (this.#ports.blocks.has(to, nameKeys(from))) return 'blocked-by-user'
    return this.isOnline(to) ? undefined : 'user-offline'
  }

  /** Whether a name may log in, as far as that is known before its password. */
  enquire(seat: Seat, given: string): AnswerOf<'enquire'> {
    if (!isName(given)) return refused('name-invalid')
    const name = canonicalName(given)
    if (isReservedName(name)) return refused('name-reserved')
    if (this.#entrance.isLocked(name, addressKey(seat.present.peer.address)))
      return refused('locked')
    const account = this.#ports.accounts.has(name)
    const entrant = { keys: nameKeys(name), names: seat.names, proven: account }
    if (this.#ports.roster.rival(entrant) !== undefined) return refused('name-taken')
    if (!account && this.#entrance.isHeld(entrant)) return refused('name-reserved')
    return granted({ account })
  }

  find(seat: Seat, given: string): AnswerOf<'findPeer'> {
    const { roster, accounts, blocks } = this.#ports
    if (!isName(given)) return refused('unknown-user')
    const name = canonicalName(given)
    if (blocks.has(name, seat.keys)) return refused('blocked-by-user')
    const member = roster.find(name)
    if (member !== undefined) return granted(member)
    return refused(accounts.has(name) ? 'user-offline' : 'unknown-user')
  }
}
