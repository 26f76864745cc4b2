/** What a person reads (7.2). */
import { cleanText } from '@parley/framing'

export const texts = {
  username: 'Username: ',
  password: 'Password: ',
  again: 'Invalid password. Please try again: ',
  wrong: 'Invalid password.',
  loggedIn: 'You are logged in',
  loggedOut: 'You are logged out',
  timedOut: 'You are timed out',
  online: 'Currently online:',
  onlineSince: 'Currently online since:',
  notToAll: 'Your message could not be delivered to some recipients',
  connected: 'Private connection connected',
  stopped: 'Private connection stopped',
  invalid: 'Error. Invalid command',
  messageSelf: 'Error. Cannot message yourself',
  blockSelf: 'Error. Cannot block yourself',
  unknownUser: 'Error. User does not exist',
  neverBlocked: 'Error. User was never blocked',
  tooLong: 'Error. Message is too long',
  noName: 'Error. That cannot be a username',
  loginTooLong: 'Error. Username and password are too long',
  alreadyIn: 'Error. User is already logged in',
  silent: 'The server does not answer.',
  closed: 'The server has closed the connection.',
} as const

/** What the refusal of a command is called; of `MESSAGE_SELF` see `refusalText`. */
const refusals: ReadonlyMap<string, string> = new Map([
  ['USER_SELF', texts.messageSelf],
  ['USER_NOT_EXIST', texts.unknownUser],
  ['USERNAME_NOT_EXIST', texts.unknownUser],
  ['USER_BLOCKED', 'Error. That user blocked you'],
  ['USER_OFFLINE', 'Error. That user is offline'],
  ['USER_ALREADY_BLOCKED', 'Error. User is already blocked'],
  ['USER_ALREADY_UNBLOCKED', texts.neverBlocked],
])

/** Refusals of a login behind which nothing is tried any more. */
export const finalRefusals: ReadonlyMap<string, string> = new Map([
  ['INVALID_PASSWORD_BLOCKED', 'Your account has been blocked. Please try again later'],
  ['BLOCKED', 'Your account is blocked due to multiple login failures. Please try again later'],
])

/** A word of the server's after a command; what is none of the protocol's is shown as it is. */
export function refusalText(verb: string, word: string): string {
  if (word === 'MESSAGE_SELF') return verb === 'message' ? texts.messageSelf : texts.blockSelf
  return refusals.get(word) ?? `Error. ${oneLine(word)}`
}

export function presenceText({ name, online }: { name: string; online: boolean }): string {
  return `${oneLine(name)} is logged ${online ? 'in' : 'out'}`
}

/** Without a private chat to that user. */
export function noChat(name: string): string {
  return `Error. No private connection to ${oneLine(name)}`
}

export function notUnderstood(text: string): string {
  return `The server said what is not understood: ${oneLine(text)}`
}

/** Who says something, and what: its further lines stand in, so that none looks like another's. */
export function said(who: string, text: string): string {
  return `${oneLine(who)} ${cleanText(text).replaceAll('\n', '\n    ')}`
}

/** What came from elsewhere, in one line that a screen does not obey. */
export function oneLine(text: string): string {
  return cleanText(text).replaceAll('\n', '\ufffd')
}
