import type { CloseReason, ErrorCode } from '@parley/contract'

/** What comes of a refusal: a word for the peer, the end of the connection, or both in turn. */
export interface Refused {
  /** Under `status` or `reply`, as the action has it. */
  readonly say?: string
  readonly close?: CloseReason
}

/** 4.11. */
const NOT_LOGGED_IN = 'You are not logged in'

/** 4.10. */
export const UNKNOWN_ACTION = 'Unknown action'

/** What cannot be looked up just now (4.12). */
export const TRY_LATER = 'Try again later'

/** What comes of each refusal. */
export const replies = {
  'name-invalid': { say: 'INVALID_PASSWORD' },
  'name-taken': { say: 'ALREADY_LOGGED_IN' },
  'name-reserved': { say: 'INVALID_PASSWORD' },
  full: { say: 'INVALID_PASSWORD' },
  busy: { say: 'INVALID_PASSWORD' },
  'password-invalid': { say: 'INVALID_PASSWORD' },
  'wrong-password': { say: 'INVALID_PASSWORD' },
  'locked-out': { say: 'INVALID_PASSWORD_BLOCKED', close: 'locked-out' },
  locked: { say: 'BLOCKED', close: 'locked-out' },
  'unknown-account': { say: 'INVALID_PASSWORD' },
  'already-logged-in': { say: 'ALREADY_LOGGED_IN' },
  'not-logged-in': { say: NOT_LOGGED_IN },
  'unknown-user': { say: 'USER_NOT_EXIST' },
  'user-offline': { say: 'USER_OFFLINE' },
  'blocked-by-user': { say: 'USER_BLOCKED' },
  'self-block': { say: 'MESSAGE_SELF' },
  'already-blocked': { say: 'USER_ALREADY_BLOCKED' },
  'not-blocked': { say: 'USER_ALREADY_UNBLOCKED' },
  'text-not-utf8': { close: 'malformed' },
  'text-too-long': { close: 'frame-too-long' },
  'no-such-message': { say: UNKNOWN_ACTION },
  'other-time': { say: UNKNOWN_ACTION },
  'not-the-author': { say: UNKNOWN_ACTION },
  'room-invalid': { say: 'ROOM_INVALID' },
  'no-such-room': { say: 'ROOM_NOT_EXIST' },
  'not-in-room': { say: 'ROOM_NOT_JOINED' },
  'already-in-room': { say: 'ROOM_ALREADY_JOINED' },
  'too-many-rooms': { say: 'ROOM_TOO_MANY' },
  banned: { say: 'BLOCKED', close: 'kicked' },
  muted: { say: 'USER_MUTED' },
  'not-a-moderator': { say: 'NOT_MODERATOR' },
  'not-banned': { say: 'USER_NOT_BANNED' },
  'not-muted': { say: 'USER_NOT_MUTED' },
  'store-failed': { close: 'store-failed' },
} as const satisfies Record<ErrorCode, Refused>

/** In this dialect a user has an account: who was online without one does not exist once they left. */
export function ofNobody(error: ErrorCode): ErrorCode {
  return error === 'user-offline' ? 'unknown-user' : error
}

/** Words that answer a command and are no refusal of the engine’s. */
export const words = {
  success: 'SUCCESS',
  /** Of `message`, `block` and `unblock` to oneself. */
  messageSelf: 'MESSAGE_SELF',
  /** Of `startprivate` to oneself. */
  userSelf: 'USER_SELF',
  loggedOut: 'logged out',
  /** Of `join` to whoever is kept out of the room (9.1): the connection goes on. */
  userBanned: 'USER_BANNED',
  /** Of `kick` of a user who is not in the room (9.4). */
  userNotInRoom: 'USER_NOT_IN_ROOM',
} as const

/** What is said before the host closes, outside `strict`; undefined where nobody would read it. */
export const farewells = {
  logout: undefined,
  'peer-ended': undefined,
  'peer-reset': undefined,
  'frame-too-long': 'Goodbye: the message is too long',
  'nested-too-deep': 'Goodbye: the message is nested too deep',
  malformed: 'Goodbye: that is not a JSON object',
  'slow-receiver': undefined,
  'login-timeout': undefined,
  'locked-out': undefined,
  'account-removed': 'Goodbye: your account was removed',
  kicked: 'Goodbye: a moderator has put you out',
  'ping-timeout': undefined,
  idle: undefined,
  'too-many-connections': undefined,
  'too-many-attempts': undefined,
  'store-failed': 'Goodbye: the server cannot keep that now',
  'cluster-lost': 'Goodbye: the server cannot reach the others',
  shutdown: 'Goodbye: the server is shutting down',
  'internal-error': undefined,
} as const satisfies Record<CloseReason, string | undefined>
