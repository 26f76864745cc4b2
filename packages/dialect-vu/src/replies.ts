import type { CloseReason, ErrorCode } from '@parley/contract'

/** The first word is unknown or not allowed now (2.5, 2.6, 3.9). */
export const BAD_HEADER = 'BAD-RQST-HDR\n'

/** The first word is right, its arguments are not (2.4, 3.2, 3.7). */
export const BAD_BODY = 'BAD-RQST-BODY\n'

/** The user may not do that (6.7). */
export const FORBIDDEN = 'FORBIDDEN\n'

export type Replies = Readonly<Record<ErrorCode, string>>

/** Every refusal as written. vu has no passwords, blocks or edits: their refusals never occur. */
export const replies = {
  'name-invalid': BAD_BODY,
  'name-taken': 'IN-USE\n',
  'name-reserved': 'IN-USE\n',
  full: 'BUSY\n',
  busy: 'BUSY\n',
  'password-invalid': BAD_HEADER,
  'wrong-password': BAD_HEADER,
  'locked-out': BAD_HEADER,
  locked: BAD_HEADER,
  'unknown-account': BAD_HEADER,
  'already-logged-in': BAD_HEADER,
  'not-logged-in': BAD_HEADER,
  'unknown-user': 'BAD-DEST-USER\n',
  'user-offline': 'BAD-DEST-USER\n',
  'blocked-by-user': 'BAD-DEST-USER\n',
  'self-block': BAD_HEADER,
  'already-blocked': BAD_HEADER,
  'not-blocked': BAD_HEADER,
  'text-not-utf8': BAD_BODY,
  'text-too-long': BAD_BODY,
  'no-such-message': BAD_HEADER,
  'other-time': BAD_HEADER,
  'not-the-author': BAD_HEADER,
  'room-invalid': BAD_BODY,
  'no-such-room': 'BAD-DEST-ROOM\n',
  'not-in-room': 'BAD-DEST-ROOM\n',
  'already-in-room': 'IN-ROOM\n',
  'too-many-rooms': FORBIDDEN,
  banned: 'BUSY\n',
  muted: FORBIDDEN,
  'not-a-moderator': FORBIDDEN,
  'not-banned': 'BAD-DEST-USER\n',
  'not-muted': 'BAD-DEST-USER\n',
  'store-failed': BAD_BODY,
} satisfies Replies

/** The same for a connection that has sent `WHO` (5.3). */
export const repliesSinceWho = {
  ...replies,
  'unknown-user': 'UNKNOWN\n',
  'user-offline': 'UNKNOWN\n',
  'blocked-by-user': 'UNKNOWN\n',
  'not-banned': 'UNKNOWN\n',
  'not-muted': 'UNKNOWN\n',
} satisfies Replies

/** Notice before a close, not with `strict`; `undefined`: closes without a notice (2). */
export const farewells = {
  logout: undefined,
  'peer-ended': undefined,
  'peer-reset': undefined,
  'frame-too-long': undefined,
  'nested-too-deep': undefined,
  malformed: undefined,
  'slow-receiver': 'Goodbye: you do not read what is sent to you',
  'login-timeout': undefined,
  'locked-out': undefined,
  'account-removed': 'Goodbye: your account was removed',
  kicked: 'Goodbye: a moderator has put you out',
  'ping-timeout': undefined,
  idle: undefined,
  'too-many-connections': undefined,
  'too-many-attempts': undefined,
  'store-failed': 'Goodbye: what you sent could not be kept',
  'cluster-lost': 'Goodbye: the server cannot reach the others',
  shutdown: 'Goodbye: the server is shutting down',
  'internal-error': 'Goodbye: the server made a mistake',
} satisfies Readonly<Record<CloseReason, string | undefined>>
