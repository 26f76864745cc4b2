/**
 * What a person types (7.1), as in ghostr:
 *
 *     line    = "message" SP user SP text / "broadcast" SP text / "whoelse"
 *             / "whoelsesince" SP seconds / "block" SP user / "unblock" SP user
 *             / "startprivate" SP user / "private" SP user SP text / "stopprivate" SP user
 *             / "logout"
 *     text    = anything but blanks alone
 *
 * More blanks may stand before a user, and at the end where there is no text.
 */
import type { Phrases } from '@parley/contract'
import { texts } from './texts.ts'

const user = /^ *(\S+)() *$/
const userAndText = /^ *(\S+) (.*\S.*)$/s
const nothing = /^()() *$/

/** What follows each verb: a user or a number, and a text. */
const shapes = {
  message: userAndText,
  broadcast: /^()(.*\S.*)$/s,
  whoelse: nothing,
  whoelsesince: /^ *(\d{1,9}(?:\.\d{1,3})?)() *$/,
  block: user,
  unblock: user,
  startprivate: user,
  private: userAndText,
  stopprivate: user,
  logout: nothing,
} as const satisfies Readonly<Record<string, RegExp>>

export type Verb = keyof typeof shapes

/** `name`: also the seconds of `whoelsesince`. */
export interface Typed {
  readonly verb: Verb
  readonly name: string
  readonly text: string
}

/** Undefined where it is no command. */
export function readTyped(line: string): Typed | undefined {
  const [, verb = '', rest = ''] = /^(\S*) ?(.*)$/s.exec(line) ?? []
  if (!isVerb(verb)) return undefined
  const [, name, text] = shapes[verb].exec(rest) ?? []
  return name === undefined || text === undefined ? undefined : { verb, name, text }
}

function isVerb(word: string): word is Verb {
  return Object.hasOwn(shapes, word)
}

export const help = [
  { typed: 'message user text', does: 'send a message to a user, who may be away' },
  { typed: 'broadcast text', does: 'send a message to everyone online' },
  { typed: 'whoelse', does: 'show who else is online' },
  { typed: 'whoelsesince seconds', does: 'show who else was online within the last seconds' },
  { typed: 'block user', does: 'take no more messages of a user' },
  { typed: 'unblock user', does: 'take them again' },
  { typed: 'startprivate user', does: 'begin a private chat, through the server' },
  { typed: 'private user text', does: 'say something in that chat' },
  { typed: 'stopprivate user', does: 'end that chat' },
  { typed: 'logout', does: 'log out and leave' },
] as const

export const phrases: Phrases = {
  login: (name, password) => [name, password],
  welcome: () => texts.loggedIn,
  send: (to, text) => [`message ${to} ${text}`],
  list: ['whoelse'],
  leave: ['logout'],
  heard: (from, text) => `${from} : ${text}`,
}
