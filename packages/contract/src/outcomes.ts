/** Why a connection was closed. The list is closed: logs, taps and farewells know no other reason. */
export const closeReasons = {
  logout: 'The user logged out',
  'peer-ended': 'The peer closed its side',
  'peer-reset': 'The connection was reset or failed',
  'frame-too-long':
    'An unfinished message passed the limit on its size, or on that of all of them together',
  'nested-too-deep': 'A message was nested deeper than the limit',
  malformed: 'The bytes are not of this protocol',
  'slow-receiver': 'The peer did not read what was sent to it',
  'login-timeout': 'Nobody logged in within the time allowed',
  'locked-out': 'The name is locked after wrong passwords',
  'account-removed': 'The account was removed while its user was online',
  kicked: 'A moderator closed the connection',
  'ping-timeout': 'The peer did not answer when it was asked whether it is there',
  idle: 'The peer asked for nothing for longer than its dialect allows',
  'too-many-connections': 'The address has too many connections open',
  'too-many-attempts': 'The address opened connections too quickly',
  'store-failed': 'What had been accepted could not be stored',
  'cluster-lost': 'The gateway has lost its connection to the other gateways',
  shutdown: 'The server is shutting down',
  'internal-error': 'The server made a mistake of its own',
} as const

export type CloseReason = keyof typeof closeReasons

/**
 * Everything that can be refused. Each dialect says each of them in its own words
 * (`replies.ts`, a `Record<ErrorCode, …>`), so a new code does not compile until all can.
 */
export const errorCodes = {
  'name-invalid': 'The name is malformed or longer than 64 characters',
  'name-taken': 'Somebody is logged in under the name, or under one that is alike',
  'name-reserved':
    'The name, or one that is alike, is reserved or has an account that this login does not prove',
  full: 'The listener has as many users as it takes, or the gateway as many accounts',
  busy: 'Too many logins are being checked at the moment',
  'password-invalid': 'A password has 1 to 128 characters',
  'wrong-password': 'The password is not that of the account',
  'locked-out': 'The password was wrong once too often: the name is locked from now on',
  locked: 'The name is locked for a while after wrong passwords',
  'unknown-account': 'No account has the name, and none is made',
  'already-logged-in': 'This connection is logged in',
  'not-logged-in': 'This connection is not logged in',
  'unknown-user': 'Nobody is online under the name and no account has it',
  'user-offline':
    'The user is not online under this spelling; the name, or one that is alike, is or was known',
  'blocked-by-user': 'The recipient has blocked the sender',
  'self-block': 'A user cannot block themselves',
  'already-blocked': 'The user is blocked already',
  'not-blocked': 'The user is not blocked',
  'text-not-utf8': 'The text is not valid UTF-8',
  'text-too-long': 'The text is longer than the limit',
  'no-such-message': 'No public message has the number',
  'other-time': 'The public message of that number is of another time',
  'not-the-author':
    'Only its author may change a public message, and only a moderator remove one of others',
  'room-invalid': 'The name of the room is malformed, too long, or one of the lobby',
  'no-such-room': 'There is no such room',
  'not-in-room': 'The user is not in the room',
  'already-in-room': 'The user is in the room already',
  'too-many-rooms':
    'The user is in as many rooms as one may be, or the gateway has as many as it takes',
  banned: 'A moderator keeps the user out',
  muted: 'A moderator has forbidden the user to speak',
  'not-a-moderator': 'Only a moderator may do that, or in a room whoever has made it',
  'not-banned': 'The user is not kept out',
  'not-muted': 'The user may speak already',
  'store-failed': 'The store cannot keep it at the moment',
} as const

export type ErrorCode = keyof typeof errorCodes

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  /** `left`: after a wrong password, how many may follow before the name is locked. */
  | { readonly ok: false; readonly error: ErrorCode; readonly left?: number }

export type Refusal = Extract<Answer<never>, { ok: false }>
