import type { CloseReason } from '@parley/contract'

/** Happens all day: an operator need not hear of it. */
export const ordinaryReasons: ReadonlySet<CloseReason> = new Set([
  'logout',
  'peer-ended',
  'peer-reset',
  'kicked',
  'ping-timeout',
  'idle',
  'shutdown',
])

/** For what the peer has sent: the log shows its beginning. */
export const malformedInputReasons: ReadonlySet<CloseReason> = new Set([
  'frame-too-long',
  'nested-too-deep',
  'malformed',
])

/** How long a closing connection may still be sent what waits for its pace, in milliseconds. */
export const LONGEST_FAREWELL = 60_000

/** How long one that is closed because of the memory that it takes is sent the reason, in milliseconds. */
export const SHORTEST_FAREWELL = 100
