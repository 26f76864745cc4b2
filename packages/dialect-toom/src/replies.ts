import type { ErrorCode } from '@parley/contract'
import type { Complaint, ReplyType } from './frames.ts'

/** A refusal: type and body. */
export interface Refusing {
  readonly type: ReplyType
  readonly body: string
}

function refusing(type: ReplyType, body: string): Refusing {
  return { type, body }
}

/** The types of a refused login, whose bodies are empty (2.2). */
const noSuchUser = refusing('LOGIN-N', '')
const wrongPassword = refusing('LOGIN-F', '')
const invalid = refusing('', 'Error. Invalid command!')
const noUser = refusing('F', 'User does not exist.')

/** The reply to each refusal after the login, or of a login. */
export const replies = {
  'name-invalid': noSuchUser,
  'name-taken': noSuchUser,
  'name-reserved': noSuchUser,
  full: noSuchUser,
  busy: wrongPassword,
  'password-invalid': wrongPassword,
  'wrong-password': wrongPassword,
  'locked-out': refusing('LOGIN-B', ''),
  locked: refusing('LOGIN-BB', ''),
  'unknown-account': noSuchUser,
  'already-logged-in': invalid,
  'not-logged-in': refusing('F', 'Please log in first.'),
  'unknown-user': noUser,
  'user-offline': noUser,
  'blocked-by-user': refusing('F', 'That user has blocked you.'),
  'self-block': invalid,
  'already-blocked': invalid,
  'not-blocked': invalid,
  'text-not-utf8': invalid,
  'text-too-long': refusing('F', 'Message too long.'),
  'no-such-message': refusing('F', 'Message number invalid!'),
  'other-time': refusing('F', 'Timestamp is not matched for the given message number!'),
  'not-the-author': refusing('F', 'Permission failed, you are not the sender!'),
  'room-invalid': refusing('F', 'Room name invalid!'),
  'no-such-room': refusing('F', 'Room does not exist.'),
  'not-in-room': refusing('F', 'You are not in that room.'),
  'already-in-room': refusing('F', 'You are in that room already.'),
  'too-many-rooms': refusing('F', 'Too many rooms.'),
  banned: wrongPassword,
  muted: refusing('F', 'You are muted.'),
  'not-a-moderator': refusing('F', 'Permission failed, you are not a moderator!'),
  'not-banned': refusing('F', 'That user is not banned.'),
  'not-muted': refusing('F', 'That user is not muted.'),
  'store-failed': refusing('F', 'Try again later.'),
} as const satisfies Record<ErrorCode, Refusing>

/** Refusals that the original spells differently, for `strict`. */
export const originalReplies: Readonly<Partial<Record<ErrorCode, Refusing>>> = {
  'not-the-author': refusing('F', 'Permssion failed, you are not the sender!'),
}

/** Refusals of a request about a room that a login or a message words in another way. */
export const roomReplies: Readonly<Partial<Record<ErrorCode, Refusing>>> = {
  banned: refusing('F', 'You are banned from that room.'),
}

/** Who is to be put out is not in the room. */
export const NOT_INSIDE = refusing('F', 'That user is not in that room.')

/** During the login a client knows only the types of 2.2. */
export const LOGIN_FAILED = wrongPassword

/** Refusals that only this dialect knows. */
export const complaints = {
  unknown: invalid,
  nobody: refusing('F', 'No user is named!'),
  empty: refusing('F', 'Message body cannot be empty!'),
  number: refusing('F', 'Message number must be integer!'),
  time: refusing('F', 'RDM failed! Please input valid timestamp format.'),
  removeForm: refusing(
    'DLT-F',
    'DLT failed! Please check the format of DLT command: DLT <messagenumber> <DATE MONTH(ENG) YEAR HOUR:MIN:SEC>',
  ),
  editForm: refusing(
    'EDT-F',
    'EDT failed! Please check the format of EDT command: EDT <messagenumber> <DATE MONTH(ENG) YEAR HOUR:MIN:SEC> <message>',
  ),
  readForm: refusing(
    'RDM-F',
    'RDM failed! Please check the format of RDM command: RDM <DATE MONTH(ENG) YEAR HOUR:MIN:SEC>',
  ),
} as const satisfies Record<Complaint, Refusing>

/** Types whose bodies carry no news: clients parse them, or show none (4.2). */
export const bare: ReadonlySet<ReplyType> = new Set([
  'ATU',
  'OUT',
  'LOGIN-A',
  'LOGIN-N',
  'LOGIN-F',
  'LOGIN-B',
  'LOGIN-BB',
])

/** Other texts of the server. */
export const words = {
  banner: 'Successfully connected to server',
  nothingNew: 'No new message since given timestamp',
  nobodyElse: 'No other active user.',
  sentTo: 'Message to ',
  noRooms: 'No rooms.',
  noBans: 'No bans.',
  emptyRoom: 'Nobody is in that room.',
} as const

/** What a client shows for the types of a refused login (2.2). */
export const loginWords: ReadonlyMap<string, string> = new Map([
  ['LOGIN-N', 'Username does not exist, please input a valid username'],
  ['LOGIN-F', 'Invalid Password. Please try again'],
  ['LOGIN-B', 'Invalid Password. Your account has been blocked. Please try again later'],
  ['LOGIN-BB', 'Your account is blocked due to multiple login failures. Please try again later'],
])
