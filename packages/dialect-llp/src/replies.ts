import type { CloseReason, ErrorCode } from '@parley/contract'
import { error, ok } from './serializer.ts'

const originalCommands = 'LOGIN <user>, LOGOUT, LIST, MESSAGE <user>'
const extensions = 'BROADCAST, BLOCK <user>, UNBLOCK <user>, HISTORY [n], HELP'

/** Of rooms, and of who moderates them (6.7 to 6.9); the banner leaves them to HELP. */
const ofRooms = [
  ...['JOIN #room', 'LEAVE #room', 'ROOMS', 'LIST #room', 'BROADCAST #room', 'HISTORY #room [n]'],
  ...['KICK <user> [#room] [reason]', 'BAN <user> [#room] [minutes] [reason]'],
  ...['UNBAN <user> [#room]', 'BANS [#room]'],
].join(', ')

/** What is said outside the table of refusals. */
export const texts = {
  unknown: error('Unknown Command. Check the documentation or use LOGIN <username> first.'),
  invalidRecipient: error('Invalid recipient username, try again'),
  invalidNumber: error('Invalid number, try again'),
  lineTooLong: error('Line too long'),
  compose: ok('Send Message, end with XOXOXO'),
  delivered: ok('Message Delivered'),
  goodbye: ok('Goodbye xoxo'),
  help: ok(`Supported commands are: ${originalCommands}, ${extensions}, ${ofRooms}`),
  notThere: error('Nobody of that name is in the room'),
} as const

/** 2.1. */
export function banner(strict: boolean): string {
  const commands = strict ? originalCommands : `${originalCommands}, ${extensions}`
  return `${ok('Welcome to the Love Letter Server')}Supported commands are: ${commands}\n\n\n`
}

/** Every refusal as it goes out. What passwords and edits are refused with is never said. */
export const replies = {
  'name-invalid': error('Invalid username, try again'),
  'name-taken': error('Username is use'),
  'name-reserved': error('Username is use'),
  full: error('Server is full'),
  busy: error('Try again later'),
  'password-invalid': texts.unknown,
  'wrong-password': texts.unknown,
  'locked-out': texts.unknown,
  locked: texts.unknown,
  'unknown-account': texts.unknown,
  'already-logged-in': error('You are already logged in'),
  'not-logged-in': texts.unknown,
  'unknown-user': error('Recipient does not exist'),
  'user-offline': error('Recipient does not exist'),
  'blocked-by-user': error('Recipient has blocked you'),
  'self-block': error('You cannot block yourself'),
  'already-blocked': error('Already blocked'),
  'not-blocked': error('Not blocked'),
  'text-not-utf8': error('Text is not UTF-8'),
  'text-too-long': error('Message too long'),
  'no-such-message': texts.unknown,
  'other-time': texts.unknown,
  'not-the-author': texts.unknown,
  'room-invalid': error('Invalid room name'),
  'no-such-room': error('No such room'),
  'not-in-room': error('You are not in that room'),
  'already-in-room': error('You are in that room already'),
  'too-many-rooms': error('Too many rooms'),
  banned: error('You are banned'),
  muted: error('You are muted'),
  'not-a-moderator': error('You are not a moderator'),
  'not-banned': error('Not banned'),
  'not-muted': error('Not muted'),
  'store-failed': error('Try again later'),
} satisfies Readonly<Record<ErrorCode, string>>

/** What is sent to a user, outside `strict`, before a close; `undefined`: the close says it all. */
export const farewells = {
  logout: undefined,
  'peer-ended': undefined,
  'peer-reset': undefined,
  'frame-too-long': undefined,
  'nested-too-deep': undefined,
  malformed: undefined,
  'slow-receiver': undefined,
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
  'internal-error': undefined,
} satisfies Readonly<Record<CloseReason, string | undefined>>
