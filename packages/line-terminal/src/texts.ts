import { cleanText } from '@parley/contract'

/** What a person reads at a terminal with a login dialog. */
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
  rooms: 'Rooms:',
  bans: 'Banned:',
  connected: 'Private connection connected',
  stopped: 'Private connection stopped',
  invalid: 'Error. Invalid command',
  messageSelf: 'Error. Cannot message yourself',
  blockSelf: 'Error. Cannot block yourself',
  unknownUser: 'Error. User does not exist',
  offline: 'Error. That user is offline',
  blocked: 'Error. That user blocked you',
  alreadyBlocked: 'Error. User is already blocked',
  neverBlocked: 'Error. User was never blocked',
  tooLong: 'Error. Message is too long',
  noName: 'Error. That cannot be a username',
  alreadyIn: 'Error. User is already logged in',
  nowLocked: 'Your account has been blocked. Please try again later',
  stillLocked: 'Your account is blocked due to multiple login failures. Please try again later',
  silent: 'The server does not answer.',
  closed: 'The server has closed the connection.',
} as const

/** Without a private chat to that user. */
export function noChat(name: string): string {
  return `Error. No private connection to ${onOneLine(name)}`
}

export function notUnderstood(text: string): string {
  return `The server said what is not understood: ${onOneLine(text)}`
}

/** Who says something, and what: its further lines stand in, so that none looks like another's. */
export function said(who: string, text: string): string {
  return `${onOneLine(who)} ${cleanText(text).replaceAll('\n', '\n    ')}`
}

/** What came from elsewhere, in one line that a screen does not obey. */
export function onOneLine(text: string): string {
  return cleanText(text).replaceAll('\n', '\ufffd')
}
