/**
 * What a person types once logged in:
 *
 *     line    = "message" SP user SP text / "broadcast" SP text / "whoelse"
 *             / "whoelsesince" SP seconds / "block" SP user / "unblock" SP user
 *             / "startprivate" SP user / "private" SP user SP text / "stopprivate" SP user
 *             / "join" SP room / "leave" SP room / "rooms" / "members" SP room
 *             / "say" SP room SP text / "kick" SP user [ SP room ] [ SP text ]
 *             / "ban" SP user [ SP room ] [ SP minutes ] [ SP text ] / "unban" SP user [ SP room ]
 *             / "bans" [ SP room ] / "mute" SP user [ SP room ] [ SP minutes ]
 *             / "unmute" SP user [ SP room ] / "logout"
 *     room    = "#" word
 *     text    = anything but blanks alone
 *
 * More blanks may stand before a user or a room, and at the end where there is no text. A dialect may have
 * other words for the verbs, and leaves out those that it does not have.
 */

const user = { what: ' user', shape: /^ *(?<name>\S+) *$/ } as const
const userAndText = { what: ' user text', shape: /^ *(?<name>\S+) (?<text>.*\S.*)$/s } as const
const nothing = { what: '', shape: /^ *$/ } as const
const room = { what: ' #room', shape: /^ *(?<room>#\S+) *$/ } as const
const userInRoom = {
  what: ' user #room',
  shape: /^ *(?<name>[^\s#]\S*)(?: +(?<room>#\S+))? *$/,
} as const

const ofRooms = { isOfRooms: true } as const

/** What follows each verb, a user or a number and a text, and what it does. */
const verbs = {
  message: { ...userAndText, does: 'send a message to a user, who may be away' },
  broadcast: {
    what: ' text',
    shape: /^(?<text>.*\S.*)$/s,
    does: 'send a message to everyone online',
  },
  whoelse: { ...nothing, does: 'show who else is online' },
  whoelsesince: {
    what: ' seconds',
    shape: /^ *(?<name>\d{1,9}(?:\.\d{1,3})?) *$/,
    does: 'show who else was online within the last seconds',
  },
  block: { ...user, does: 'take no more messages of a user' },
  unblock: { ...user, does: 'take them again' },
  startprivate: { ...user, does: 'begin a private chat, through the server' },
  private: { ...userAndText, does: 'say something in that chat' },
  stopprivate: { ...user, does: 'end that chat' },
  join: { ...room, ...ofRooms, does: 'come into a room, or make it' },
  say: {
    what: ' #room text',
    shape: /^ *(?<room>#\S+) (?<text>.*\S.*)$/s,
    ...ofRooms,
    does: 'send a message to a room',
  },
  members: { ...room, ...ofRooms, does: 'show who is in a room' },
  leave: { ...room, ...ofRooms, does: 'leave a room' },
  rooms: { ...nothing, ...ofRooms, does: 'show the rooms' },
  kick: {
    what: ' user #room why',
    shape: /^ *(?<name>[^\s#]\S*)(?: +(?<room>#\S+))?(?: +(?<text>\S.*))? *$/s,
    ...ofRooms,
    does: 'put a user out of a room; without a room, out of the server',
  },
  ban: {
    what: ' user #room minutes why',
    shape:
      /^ *(?<name>[^\s#]\S*)(?: +(?<room>#\S+))?(?: +(?<minutes>\d{1,7})(?!\S))?(?: +(?<text>\S.*))? *$/s,
    ...ofRooms,
    does: 'keep a user out, for so many minutes or for ever',
  },
  unban: { ...userInRoom, ...ofRooms, does: 'let a user in again' },
  bans: { what: ' #room', shape: /^ *(?<room>#\S+)? *$/, ...ofRooms, does: 'show who is kept out' },
  mute: {
    what: ' user #room minutes',
    shape: /^ *(?<name>[^\s#]\S*)(?: +(?<room>#\S+))?(?: +(?<minutes>\d{1,7}))? *$/,
    ...ofRooms,
    does: 'forbid a user to speak, for so many minutes or for ever',
  },
  unmute: { ...userInRoom, ...ofRooms, does: 'let a user speak again' },
  logout: { ...nothing, does: 'log out and leave' },
} as const satisfies Readonly<Record<string, Described>>

interface Described {
  readonly what: string
  readonly shape: RegExp
  readonly does: string
  readonly isOfRooms?: true
}

export type Verb = keyof typeof verbs

/** What is typed for each verb that there is. */
export type Words = Readonly<Partial<Record<Verb, string>>>

/** `name`: also the seconds of `whoelsesince`. */
export interface Typed {
  readonly verb: Verb
  readonly name: string
  readonly text: string
  readonly room?: string | undefined
  readonly minutes?: number | undefined
}

/** Undefined where it is no command. */
export function readTyped(line: string, words: Words): Typed | undefined {
  const [, word = '', rest = ''] = /^(\S*) ?(.*)$/s.exec(line) ?? []
  const verb = all.find((one) => words[one] === word)
  if (verb === undefined) return undefined
  const { shape }: Described = verbs[verb]
  const match = shape.exec(rest)
  if (match === null) return undefined
  const { name = '', text = '', room, minutes } = match.groups ?? {}
  const length = minutes === undefined ? undefined : Number(minutes)
  return {
    verb,
    name,
    text: verb === 'kick' || verb === 'ban' ? text.trimEnd() : text,
    room,
    minutes: length,
  }
}

/** `others`: what verbs do in this dialect. */
export function helpOn(
  words: Words,
  others: Readonly<Partial<Record<Verb, string>>> = {},
): { typed: string; does: string; condition?: string }[] {
  return all.flatMap((verb) => {
    const { what, does, isOfRooms }: Described = verbs[verb]
    const word = words[verb]
    const condition = isOfRooms && { condition: 'if the server is Parley' }
    return word === undefined
      ? []
      : [{ typed: word + what, does: others[verb] ?? does, ...condition }]
  })
}

function isVerb(word: string): word is Verb {
  return Object.hasOwn(verbs, word)
}

const all: readonly Verb[] = Object.keys(verbs).filter(isVerb)

function isOfRooms(verb: Verb): boolean {
  return 'isOfRooms' in verbs[verb]
}

function byName(some: readonly Verb[]): Words {
  return Object.fromEntries(some.map((verb) => [verb, verb]))
}

/** All verbs but those of rooms and moderators, each by its own name. */
export const allVerbs: Words = byName(all.filter((verb) => !isOfRooms(verb)))

/** All verbs, those of rooms and moderators too. */
export const verbsWithRooms: Words = byName(all)
