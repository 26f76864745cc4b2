import type { NameKeys } from '@parley/contract'
import { addressKey } from './address.ts'
import type { Clock, KeptAccount, Member, Ports, Restricted } from './ports.ts'
import type { Room } from './room.ts'
import type { Seat } from './seat.ts'

/** What gives a user the rights of a moderator in a place. */
export type Standing = 'moderator' | 'maker'

const loopback = /^(::1|127\..*|::ffff:127\..*)$/i

/** Who may do what: moderators, makers of rooms, and whom they have forbidden something. */
export class Rights {
  readonly #ports: Ports
  readonly #clock: Clock

  constructor(ports: Ports, clock: Clock) {
    this.#ports = ports
    this.#clock = clock
  }

  /** Whether a session has proven an account with the rights of a moderator. */
  isModerator({ name, account }: Pick<Seat, 'name' | 'account'>): boolean {
    if (account === undefined) return false
    const found = this.#ports.accounts.find(name)
    return found?.number === account && this.#isNamed(found)
  }

  /** Whether a user who is online is a moderator in any of their sessions. */
  hasModerator({ name, sessions }: Member): boolean {
    return sessions.some(({ account }) => this.isModerator({ name, account }))
  }

  /** Who is online and has rights in a room, or, without one, in the lobby. */
  moderatorsOf(room: Room | undefined): ReadonlySet<Member> {
    const { accounts, roster, moderators = [] } = this.#ports
    const found = new Set<Member>()
    for (const name of new Set([...moderators, ...accounts.moderators()])) {
      const member = roster.find(name)
      if (member !== undefined && this.hasModerator(member)) found.add(member)
    }
    const maker = room?.memberWhoMadeIt()
    return maker === undefined ? found : found.add(maker)
  }

  /** In a room, or, without one, in the lobby. */
  in(seat: Seat, room: Room | undefined): Standing | undefined {
    if (this.isModerator(seat)) return 'moderator'
    return room?.maker === seat.owner && room.holds(seat) ? 'maker' : undefined
  }

  isMuted({ keys }: Pick<Seat, 'keys'>, room: string): boolean {
    return this.#forbids('mute', room, { keys })
  }

  /** `proven`: an address that is kept out does not keep out who has an account. */
  isBanned(
    { keys, address }: { readonly keys: NameKeys; readonly address: string },
    room: string,
    proven: boolean,
  ): boolean {
    return this.#forbids('ban', room, proven ? { keys } : { keys, address: addressKey(address) })
  }

  /**
   * The address that is kept out with a name: where it has no account, and its user is online. The
   * gateway’s own machine is never kept out, because proxies and tunnels come from there too.
   */
  addressOf(name: string): string | undefined {
    const { accounts, roster } = this.#ports
    const address = roster.find(name)?.peer.address
    if (address === undefined || loopback.test(address)) return undefined
    return accounts.has(name) ? undefined : addressKey(address)
  }

  /** Whether the user who is online under a name, or whose account it is, is a moderator. */
  isProtected(name: string): boolean {
    const member = this.#ports.roster.find(name)
    if (member !== undefined) return this.hasModerator(member)
    const account = this.#ports.accounts.find(name)
    return account !== undefined && this.#isNamed(account)
  }

  /** Whether a session is muted in the lobby or in a room that it is in. */
  isMutedAnywhere(seat: Seat): boolean {
    return this.isMuted(seat, '') || [...seat.rooms].some(({ key }) => this.isMuted(seat, key))
  }

  #isNamed({ name, moderator }: KeptAccount): boolean {
    return moderator || (this.#ports.moderators?.has(name) ?? false)
  }

  #forbids(kind: 'ban' | 'mute', room: string, who: Restricted): boolean {
    const { restrictions } = this.#ports
    if (restrictions.none) return false
    return restrictions.find(kind, room, who, this.#clock.now) !== undefined
  }
}
