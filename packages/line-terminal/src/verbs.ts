/**
 * What a person types once logged in:
 *
 *     line    = "message" SP user SP text / "broadcast" SP text / "whoelse"
 *             / "whoelsesince" SP seconds / "block" SP user / "unblock" SP user
 *             / "startprivate" SP user / "private" SP user SP text / "stopprivate" SP user
 *             / "logout"
 *     text    = anything but blanks alone
 *
 * More blanks may stand before a user, and at the end where there is no text. A dialect may have other
 * words for the verbs, and leaves out those that it does not have.
 */

const user = { what: ' user', shape: /^ *(\S+)() *$/ } as const
const userAndText = { what: ' user text', shape: /^ *(\S+) (.*\S.*)$/s } as const
const nothing = { what: '', shape: /^()() *$/ } as const

/** What follows each verb, a user or a number and a text, and what it does. */
const verbs = {
  message: { ...userAndText, does: 'send a message to a user, who may be away' },
  broadcast: { what: ' text', shape: /^()(.*\S.*)$/s, does: 'send a message to everyone online' },
  whoelse: { ...nothing, does: 'show who else is online' },
  whoelsesince: {
    what: ' seconds',
    shape: /^ *(\d{1,9}(?:\.\d{1,3})?)() *$/,
    does: 'show who else was online within the last seconds',
  },
  block: { ...user, does: 'take no more messages of a user' },
  unblock: { ...user, does: 'take them again' },
  startprivate: { ...user, does: 'begin a private chat, through the server' },
  private: { ...userAndText, does: 'say something in that chat' },
  stopprivate: { ...user, does: 'end that chat' },
  logout: { ...nothing, does: 'log out and leave' },
} as const satisfies Readonly<Record<string, { what: string; shape: RegExp; does: string }>>

export type Verb = keyof typeof verbs

/** What is typed for each verb that there is. */
export type Words = Readonly<Partial<Record<Verb, string>>>

/** `name`: also the seconds of `whoelsesince`. */
export interface Typed {
  readonly verb: Verb
  readonly name: string
  readonly text: string
}

/** Undefined where it is no command. */
export function readTyped(line: string, words: Words): Typed | undefined {
  const [, word = '', rest = ''] = /^(\S*) ?(.*)$/s.exec(line) ?? []
  const verb = all.find((one) => words[one] === word)
  if (verb === undefined) return undefined
  const [, name, text] = verbs[verb].shape.exec(rest) ?? []
  return name === undefined || text === undefined ? undefined : { verb, name, text }
}

/** `others`: what verbs do in this dialect. */
export function helpOn(
  words: Words,
  others: Readonly<Partial<Record<Verb, string>>> = {},
): { typed: string; does: string }[] {
  return all.flatMap((verb) => {
    const { what, does } = verbs[verb]
    const word = words[verb]
    return word === undefined ? [] : [{ typed: word + what, does: others[verb] ?? does }]
  })
}

function isVerb(word: string): word is Verb {
  return Object.hasOwn(verbs, word)
}

const all: readonly Verb[] = Object.keys(verbs).filter(isVerb)

/** All verbs, each by its own name. */
export const allVerbs: Words = Object.fromEntries(all.map((verb) => [verb, verb]))
