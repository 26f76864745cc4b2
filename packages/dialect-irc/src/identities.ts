import type { Peer } from '@parley/contract'
import { copyString } from '@parley/framing'

/** Of so many connections of a listener it is remembered how their users have introduced themselves. */
export const MOST_IDENTITIES = 10_000

/** What a client says with `USER` (2.2). */
export interface Identity {
  readonly user: string
  readonly realname: string
}

/** How users of this dialect have introduced themselves, by where they connect from. */
export class Identities {
  readonly #known = new Map<string, Identity>()

  put(peer: Peer, { user, realname }: Identity): void {
    const key = keyOf(peer)
    this.#known.delete(key)
    this.#known.set(key, { user: copyString(user), realname: copyString(realname) })
    const [oldest] = this.#known.keys()
    if (this.#known.size > MOST_IDENTITIES && oldest !== undefined) this.#known.delete(oldest)
  }

  of(peer: Peer): Identity | undefined {
    return this.#known.get(keyOf(peer))
  }
}

function keyOf({ address, port }: Peer): string {
  return `${address} ${port}`
}
