import type { CloseReason } from '@parley/contract'

/** Closed without a word: the peer would not read it, or our side cannot be trusted to say it. */
export const reasonsWithoutFarewell: ReadonlySet<CloseReason> = new Set([
  'slow-receiver',
  'peer-reset',
  'internal-error',
])
/** Happens all day: an operator need not hear of it. */
export const ordinaryReasons: ReadonlySet<CloseReason> = new Set([
  'logout',
  'peer-ended',
  'peer-reset',
  'idle',
  'shutdown',
])

/** For what the peer has sent: the log shows its beginning. */
export const malformedInputReasons: ReadonlySet<CloseReason> = new Set([
  'frame-too-long',
  'nested-too-deep',
  'malformed',
])

/** Said by the session itself, or by nobody. */
export const ownClosing: ReadonlySet<CloseReason> = new Set(['logout', 'peer-ended'])
