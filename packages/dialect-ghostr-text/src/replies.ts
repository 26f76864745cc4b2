import type { CloseReason, ErrorCode } from '@parley/contract'

/** What each refusal is called in a field `ERR`; `X` stands for the name that it is about. */
export const replies = {
  'name-invalid': 'Error. X cannot be a name',
  'name-taken': 'Error. X is already logged in',
  'name-reserved': 'Error. X is not free',
  full: 'Error. Server is full',
  busy: 'Error. Too many logins at the moment, try again later',
  'password-invalid': 'Error. A password has 1 to 128 characters',
  'wrong-password': 'Error. Wrong password',
  'locked-out': 'Error. X is blocked after wrong passwords',
  locked: 'Error. X is blocked after wrong passwords',
  'unknown-account': 'Error. X does not exist',
  'already-logged-in': 'Error. You are already logged in',
  'not-logged-in': 'Error. You are not logged in',
  'unknown-user': 'Error. X does not exist',
  'user-offline': 'Error. X is offline',
  'blocked-by-user': 'X has blocked you',
  'self-block': 'Error. Cannot block self',
  'already-blocked': 'Error. X already blocked',
  'not-blocked': 'Error. X is not blocked',
  'text-not-utf8': 'Error. Text is not UTF-8',
  'text-too-long': 'Error. Message too long',
  'no-such-message': 'Error. No such message',
  'other-time': 'Error. No such message',
  'not-the-author': 'Error. Not your message',
  'room-invalid': 'Error. That cannot be a room',
  'no-such-room': 'Error. No such room',
  'not-in-room': 'Error. You are not in that room',
  'already-in-room': 'Error. You are in that room already',
  'too-many-rooms': 'Error. Too many rooms',
  banned: 'Error. X is banned',
  muted: 'Error. You are muted',
  'not-a-moderator': 'Error. You are not a moderator',
  'not-banned': 'Error. X is not banned',
  'not-muted': 'Error. X is not muted',
  'store-failed': 'Error. Try again later',
} as const satisfies Record<ErrorCode, string>

/** Refusals that only Parley says, outside `strict` (4.2). */
export const ownReplies = {
  unknown: 'Error. Unknown type',
  unfinished: 'Error. Fields are missing',
  notYou: 'Error. That is not your name',
  /** Of whom a `KICK` is about, who is not in the room (10.4). */
  notThere: 'Error. X is not in that room',
  noMinutes: 'Error. That is not a number of minutes',
} as const

/** `ERR` for a broadcast that somebody who has blocked its sender does not get (9.9). */
export const UNDELIVERED = 'Your message could not be delivered to some recipients'

/** Why the original refuses a `LOGON`, where it has words of its own for it (9.1). */
export function originalRefusal(error: ErrorCode): string | undefined {
  if (error === 'name-taken' || error === 'already-logged-in') return 'User already online'
  return error === 'locked'
    ? 'Your account is blocked due to multiple login failures. Please try again later'
    : undefined
}

/** In this dialect a user has an account: who was online without one does not exist once they left. */
export function ofNobody(error: ErrorCode): ErrorCode {
  return error === 'user-offline' ? 'unknown-user' : error
}

/** So much is shown of what is no name, in characters. */
const MOST_SHOWN = 64

/** A refusal in words; what `name` holds need not be one. */
export function refusal(error: ErrorCode, name: string): string {
  return replies[error].replace('X', () => shown(name))
}

/** What a client gave for a name, no longer than a name is. */
export function shown(name: string): string {
  return name.length <= MOST_SHOWN
    ? name
    : [...name.slice(0, 2 * MOST_SHOWN)].slice(0, MOST_SHOWN).join('')
}

/** What is said before the host closes, outside `strict`; undefined where nobody would read it. */
export const farewells = {
  logout: undefined,
  'peer-ended': undefined,
  'peer-reset': undefined,
  'frame-too-long': 'Goodbye. The message is too long',
  'nested-too-deep': undefined,
  malformed: 'Goodbye. That is not a field',
  'slow-receiver': undefined,
  'login-timeout': undefined,
  'locked-out': undefined,
  'account-removed': 'Goodbye. Your account was removed',
  kicked: 'Goodbye. A moderator has put you out',
  'ping-timeout': undefined,
  idle: undefined,
  'too-many-connections': undefined,
  'too-many-attempts': undefined,
  'store-failed': 'Goodbye. The server cannot keep that now',
  'cluster-lost': 'Goodbye. The server cannot reach the others',
  shutdown: 'Goodbye. The server is shutting down',
  'internal-error': undefined,
} as const satisfies Record<CloseReason, string | undefined>
