import type { CloseReason, ErrorCode } from '@parley/contract'
import type { Connection } from './connection.ts'
import type { NumericName } from './numerics.ts'
import { word } from './serializer.ts'

/** A refusal: its numeric, and a text where the usual one would not say it. */
interface Reply {
  readonly name: NumericName
  readonly text?: string
}

const UNKNOWN = 'ERR_UNKNOWNERROR'

/** Every refusal as a numeric. */
const replies = {
  'name-invalid': { name: 'ERR_ERRONEUSNICKNAME' },
  'name-taken': { name: 'ERR_NICKNAMEINUSE' },
  'name-reserved': {
    name: 'ERR_NICKNAMEINUSE',
    text: 'Nickname is reserved or has an account: log in with its password, by PASS or SASL',
  },
  full: { name: 'RPL_TRYAGAIN', text: 'The server is full. Please wait a while and try again' },
  busy: { name: 'RPL_TRYAGAIN', text: 'The server is busy. Please wait a while and try again' },
  'password-invalid': { name: 'ERR_PASSWDMISMATCH', text: 'A password has 1 to 128 characters' },
  'wrong-password': { name: 'ERR_PASSWDMISMATCH' },
  'locked-out': { name: 'ERR_PASSWDMISMATCH', text: 'Password incorrect: the account is locked' },
  locked: {
    name: 'ERR_PASSWDMISMATCH',
    text: 'The account is locked for a while after wrong passwords',
  },
  'unknown-account': { name: 'ERR_PASSWDMISMATCH', text: 'No account has this name' },
  'already-logged-in': { name: 'ERR_ALREADYREGISTERED' },
  'not-logged-in': { name: 'ERR_NOTREGISTERED' },
  'unknown-user': { name: 'ERR_NOSUCHNICK' },
  'user-offline': { name: 'ERR_NOSUCHNICK' },
  'blocked-by-user': { name: 'ERR_CANNOTSENDTOUSER' },
  'self-block': { name: UNKNOWN, text: 'You cannot silence yourself' },
  'already-blocked': { name: UNKNOWN, text: 'You have silenced this user already' },
  'not-blocked': { name: UNKNOWN, text: 'You have not silenced this user' },
  'text-not-utf8': { name: UNKNOWN, text: 'The text is not UTF-8' },
  'text-too-long': { name: 'ERR_INPUTTOOLONG', text: 'The text is too long' },
  'no-such-message': { name: UNKNOWN, text: 'There is no such message' },
  'other-time': { name: UNKNOWN, text: 'There is no such message of that time' },
  'not-the-author': { name: UNKNOWN, text: 'Only its author may change a message' },
  'room-invalid': { name: 'ERR_BADCHANMASK' },
  'no-such-room': { name: 'ERR_NOSUCHCHANNEL' },
  'not-in-room': { name: 'ERR_NOTONCHANNEL' },
  'already-in-room': { name: 'ERR_USERONCHANNEL' },
  'too-many-rooms': { name: 'ERR_TOOMANYCHANNELS' },
  banned: { name: 'ERR_BANNEDFROMCHAN' },
  muted: { name: 'ERR_CANNOTSENDTOCHAN', text: 'Cannot send to channel (+q)' },
  'not-a-moderator': { name: 'ERR_CHANOPRIVSNEEDED' },
  'not-banned': { name: UNKNOWN, text: 'There is no such ban' },
  'not-muted': { name: UNKNOWN, text: 'This user may speak already' },
  'store-failed': { name: 'RPL_TRYAGAIN', text: 'The server cannot store this. Try again later' },
} satisfies Readonly<Record<ErrorCode, Reply>>

/** What a refused command was about. */
export interface About {
  readonly command: string
  readonly nick?: string
  readonly channel?: string
}

/** What stands between the numeric and its text. */
type Params = (about: Required<About>) => readonly string[]

const ofNick: Params = ({ nick }) => [nick]
const ofChannel: Params = ({ channel }) => [channel]
const ofCommand: Params = ({ command }) => [command]
const nothing: Params = () => []

const params: Partial<Readonly<Record<NumericName, Params>>> = {
  RPL_TRYAGAIN: ofCommand,
  ERR_UNKNOWNERROR: ofCommand,
  ERR_NOSUCHNICK: ofNick,
  ERR_CANNOTSENDTOUSER: ofNick,
  ERR_ERRONEUSNICKNAME: ofNick,
  ERR_NICKNAMEINUSE: ofNick,
  ERR_NOSUCHCHANNEL: ofChannel,
  ERR_CANNOTSENDTOCHAN: ofChannel,
  ERR_TOOMANYCHANNELS: ofChannel,
  ERR_NOTONCHANNEL: ofChannel,
  ERR_BADCHANMASK: ofChannel,
  ERR_BANNEDFROMCHAN: ofChannel,
  ERR_CHANOPRIVSNEEDED: ofChannel,
  ERR_USERONCHANNEL: ({ nick, channel }) => [nick, channel],
}

/** Answers a command that the gateway has refused. */
export function refuse(
  connection: Connection,
  error: ErrorCode,
  { command, nick = '', channel = '' }: About,
): void {
  const { name, text }: Reply = replies[error]
  const about = { command, nick: word(nick), channel: word(channel) }
  connection.reply(name, (params[name] ?? nothing)(about), text)
}

/** What stands behind `ERROR :Closing link: ` (5.4). */
export const farewells = {
  logout: 'Client quit',
  'peer-ended': 'Connection closed',
  'peer-reset': 'Connection reset',
  'frame-too-long': 'Input without an end is too long',
  'nested-too-deep': 'Input is nested too deep',
  malformed: 'Input is not of this protocol',
  'slow-receiver': 'Too much is waiting to be read',
  'login-timeout': 'Registration timed out',
  'locked-out': 'Too many wrong passwords',
  'account-removed': 'The account was removed',
  kicked: 'Kicked by a moderator',
  'ping-timeout': 'Ping timeout',
  idle: 'Idle for too long',
  'too-many-connections': 'Too many connections from this address',
  'too-many-attempts': 'Connecting too fast',
  'store-failed': 'What was sent could not be stored',
  shutdown: 'The server is shutting down',
  'internal-error': 'The server made a mistake',
  'cluster-lost': 'The server has lost the others of its network',
} satisfies Readonly<Record<CloseReason, string>>
