import type { FileStore } from '@parley/engine'

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
  /** Whether the gateway counts what its metrics are made of. */
  readonly counting?: boolean
}
