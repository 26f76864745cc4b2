import type { Gateway } from '@parley/server'

/** What a page shows: a gateway, or what stands for one. */
export interface WatchedGateway
  extends Pick<Gateway, 'tap' | 'pauseTap' | 'skipped' | 'open' | 'listeners'> {
  /** Absent where nobody can join. */
  readonly adopt?: Gateway['adopt']
  /** Present where what happened earlier is played: nothing is slowed down by who looks. */
  readonly played?: {
    /** The time of what the tap sees just now, in milliseconds since the epoch. */
    now(): number
  }
}
