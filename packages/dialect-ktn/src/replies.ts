import type { CloseReason, ErrorCode } from '@parley/contract'

/**
 * The content of the `error` for each refusal. Refusals of passwords and edits
 * never occur.
 */
export const replies = {
  'name-invalid': 'Invalid username',
  'name-taken': 'Username taken',
  'name-reserved': 'Username taken',
  full: 'Server is full',
  busy: 'Try again later',
  'password-invalid': 'Unknown request',
  'wrong-password': 'Unknown request',
  'locked-out': 'Unknown request',
  locked: 'Unknown request',
  'unknown-account': 'Unknown request',
  'already-logged-in': 'Already logged in',
  'not-logged-in': 'Not logged in',
  'unknown-user': 'No such user',
  'user-offline': 'No such user',
  'blocked-by-user': 'User has blocked you',
  'self-block': 'You cannot block yourself',
  'already-blocked': 'Already blocked',
  'not-blocked': 'Not blocked',
  'text-not-utf8': 'Malformed request',
  'text-too-long': 'Message too long',
  'no-such-message': 'No such message',
  'other-time': 'No such message',
  'not-the-author': 'You are not its author',
  'room-invalid': 'Invalid room name',
  'no-such-room': 'No such room',
  'not-in-room': 'You are not in that room',
  'already-in-room': 'You are in that room already',
  'too-many-rooms': 'Too many rooms',
  banned: 'You are banned',
  muted: 'You are muted',
  'not-a-moderator': 'You are not a moderator',
  'not-banned': 'Not banned',
  'not-muted': 'Not muted',
  'store-failed': 'Try again later',
} as const satisfies Record<ErrorCode, string>

/** Refusals of a login that the form of 2013 and 2014 (2.3) spells differently. */
export const formerReplies: Readonly<Partial<Record<ErrorCode, string>>> = {
  'name-invalid': 'Invalid username!',
  'name-taken': 'Name already taken!',
  'name-reserved': 'Name already taken!',
}

/** The refusal of a message before the login in that form. */
export const FORMER_STRANGER = 'You are not logged in!'

/** Refusals that only this dialect knows. */
export const ownReplies = {
  malformed: 'Malformed request',
  unknown: 'Unknown request',
  empty: 'Message is empty',
  notInside: 'That user is not in the room',
} as const

/** The content of the `info` before a close; undefined: no info. */
export const farewells = {
  logout: undefined,
  'peer-ended': undefined,
  'peer-reset': undefined,
  'frame-too-long': 'Goodbye: the request is too long',
  'nested-too-deep': 'Goodbye: the request is nested too deep',
  malformed: undefined,
  'slow-receiver': undefined,
  'login-timeout': 'Goodbye: nobody logged in within the time allowed',
  'locked-out': undefined,
  'account-removed': 'Goodbye: your account was removed',
  kicked: 'Goodbye: a moderator has put you out',
  'ping-timeout': undefined,
  idle: undefined,
  'too-many-connections': 'Goodbye: too many connections from your address',
  'too-many-attempts': 'Goodbye: your address opens connections too quickly',
  'store-failed': undefined,
  'cluster-lost': 'Goodbye: the server cannot reach the others',
  shutdown: 'Goodbye: the server is shutting down',
  'internal-error': undefined,
} as const satisfies Record<CloseReason, string | undefined>

/** The content of each `info` that answers a request. */
export const informs = {
  loggedIn: 'Login successful',
  loggedOut: 'Logout successful',
  sent: 'Sent to ',
  blocked: 'Blocked ',
  unblocked: 'Unblocked ',
  noHistory: 'No history',
  joined: 'Joined ',
  left: 'Left ',
  rooms: 'Rooms: ',
  noRooms: 'No rooms',
  members: 'In ',
  kicked: 'Kicked ',
  banned: 'Banned ',
  unbanned: 'Unbanned ',
  bans: 'Bans: ',
  noBans: 'No bans',
  removed: 'Removed a message of ',
} as const

const requests = 'Requests: login <name>, logout, msg <text>, names, help'

/** `help` (3.9) names every request that the listener knows. */
export const help = {
  original: requests,
  extended: [
    `${requests}, msg @<name> <text> (to one user), block <name>, unblock <name>, history`,
    'join <#room>, leave <#room>, rooms, msg <#room> <text>, names <#room>, history <#room>',
    'kick <name> <#room> <reason>, ban <name> <#room> <minutes> <reason>, unban <name> <#room>',
    'bans <#room>, remove <name> <#room> <time>',
  ].join(', '),
} as const
