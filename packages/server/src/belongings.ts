import type { FileStore, RoutingEngine } from '@parley/engine'

/** What a gateway can be given besides its ports. */
export interface Belongings {
  /** Keeps files for users whose dialect has none; without it they are refused. */
  readonly fileStore?: FileStore
  /** Each user is told this once they have logged in, where their dialect can say it; not on `strict` listeners. */
  readonly loginNotice?: string
  /** The time, in milliseconds since the epoch. */
  readonly clock?: () => number
  /** Milliseconds from any moment on, which nothing sets back. */
  readonly elapsed?: () => number
  /**
   * Gives an engine that is shared with other gateways, in the place of one of its own. What it has
   * its seats hear at other times than when it is asked comes after a call of `begin`. No calls
   * are answered for clients that take none.
   */
  readonly sharedEngine?: (begin: () => void) => RoutingEngine
  /** Whether the gateway counts what its metrics are made of. */
  readonly counting?: boolean
}
