/** What a person reads (7.2). */
import type { ErrorCode, Peer } from '@parley/contract'
import { cleanText } from '@parley/framing'
import { refusal } from '../replies.ts'

export const texts = {
  username: 'Username: ',
  password: 'Password: ',
  again: 'Invalid password. Please try again: ',
  wrong: 'Invalid password.',
  loggedIn: 'You are logged in',
  loggedOut: 'You are logged out',
  timedOut: 'You are timed out',
  nowBlocked: 'Your account has been blocked. Please try again later',
  stillBlocked: 'Your account is blocked due to multiple login failures. Please try again later',
  online: 'Currently online:',
  onlineSince: 'Currently online since:',
  connected: 'Private connection connected',
  stopped: 'Private connection stopped',
  invalid: 'Error. Invalid command',
  unknownUser: 'Error. User does not exist',
  tooLong: 'Error. Message is too long',
  noName: 'Error. That cannot be a username',
  noPassword: 'Error. That password cannot be sent',
  alreadyIn: 'Error. User is already logged in',
  refused: 'Error. The login was refused',
  noPlace: 'Error. That user does not exist, is offline, or blocked you',
  silent: 'The server does not answer.',
  closed: 'The server has closed the connection.',
} as const

/** What the server’s own words for a refusal become; any others are shown as they are. */
const refusals: readonly (readonly [ErrorCode, string])[] = [
  ['self-block', 'Error. Cannot block yourself'],
  ['unknown-user', texts.unknownUser],
  ['already-blocked', 'Error. User is already blocked'],
  ['not-blocked', 'Error. User was never blocked'],
  ['blocked-by-user', 'Error. That user blocked you'],
  ['user-offline', 'Error. That user is offline'],
  ['name-taken', texts.alreadyIn],
  ['locked', texts.stillBlocked],
]

/** `words`: a field `ERR`; `name`: whom the refused command was about. */
export function refusalText(words: string, name: string): string {
  for (const [error, text] of refusals) if (words === refusal(error, name)) return text
  const shown = oneLine(words)
  return shown.startsWith('Error.') ? shown : `Error. ${shown}`
}

const wrongPassword = /^PASW: 0;;ATMP: (.*);;$/s

/** How many tries are left, as the server says it; undefined where it is not about a password. */
export function triesLeft(words: string): string | undefined {
  return wrongPassword.exec(words)?.[1]
}

export function presenceText({ name, online }: { name: string; online: boolean }): string {
  return `${oneLine(name)} is logged ${online ? 'in' : 'out'}`
}

/** 9.10. */
export function placeText(name: string, { address, port }: Peer): string {
  return `${name} is at ${oneLine(address)}, port ${port}`
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
