import type { CloseReason } from '@parley/contract'

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
