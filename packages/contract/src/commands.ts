import type { ModerationExchanges } from './moderation.ts'
import type { Answer, CloseReason } from './outcomes.ts'
import type {
  AwayChanged,
  Departed,
  Entered,
  InRoom,
  Renamed,
  RoomExchanges,
  TopicChanged,
} from './rooms.ts'
import type { Calls, Present } from './users.ts'

/**
 * How a text is meant where it is no plain message. `action`: what the sender does, as in `waves`;
 * `notice`: nobody is to answer it automatically.
 */
export type Form = 'action' | 'notice'

/** A message to one recipient; also the event that tells the recipient of it. */
export interface DirectMessage {
  readonly kind: 'direct'
  /** Unique within the gateway; the same on both wires. */
  readonly id: number
  /** Milliseconds since the epoch, as every time in the contract. */
  readonly time: number
  readonly from: string
  readonly to: string
  readonly text: string
  /** Said aside, where the dialect tells that apart from an ordinary message. */
  readonly private?: true
  readonly form?: Form
}

/** A message to everyone in a room; also the event that tells of it. */
export interface PublicMessage {
  readonly kind: 'public'
  readonly id: number
  /** When it was posted, or edited last. */
  readonly time: number
  /** Its place in the timeline, counted from 1: one less for each earlier message that is removed. */
  readonly number: number
  readonly from: string
  readonly text: string
  readonly edited?: true
  /** Absent: the lobby. */
  readonly room?: string
  readonly form?: Form
}

/** A public message has a new text and time. */
export interface Edited {
  readonly kind: 'edited'
  readonly time: number
  /** With its room. */
  readonly message: PublicMessage
}

/** A public message is gone; those after it have moved up by one. */
export interface Removed {
  readonly kind: 'removed'
  readonly time: number
  readonly number: number
  /** Who wrote it, and removed it unless `by` says who did. */
  readonly from: string
  /** The moderator who has removed it, where that is not its author. */
  readonly by?: string
  /** Absent: the lobby. */
  readonly room?: string
}

export interface Posted {
  readonly message: PublicMessage
  /** How many other users it went to. */
  readonly reached: number
  /** How many online users did not get it because they have blocked its author. */
  readonly blocked: number
  /** One of those, the one who has been online longest; absent where there is none. */
  readonly blocker?: string
}

/** How a login with a password is judged; each dialect that has passwords says its own. */
export interface PasswordPolicy {
  /** A name without an account gets one, is refused, or meets what a wrong password meets. */
  readonly unknown: 'register' | 'refuse' | 'conceal'
  /** So many wrong passwords in a row lock the name. */
  readonly attempts: number
  /** For how long, in milliseconds. */
  readonly lockTime: number
  /** Whose wrong passwords are counted together, and who is locked out: one address, or anybody. */
  readonly lockout: 'address' | 'name'
  /** Whether a user may be logged in several times at once. */
  readonly several: boolean
}

/** What each command asks and what it is answered: the one table behind `CommandOf` and `AnswerOf`. */
export interface Exchanges extends RoomExchanges, ModerationExchanges {
  /**
   * `cap`: the most users that this listener takes; 0 = no limit. `password` and `policy`: absent in
   * a dialect without passwords, from which a name that has an account cannot be entered.
   */
  login: {
    ask: {
      readonly name: string
      readonly cap: number
      readonly password?: string
      readonly policy?: PasswordPolicy
    }
    value: { readonly name: string }
  }
  /** Before a login: what it would meet, whatever the password. `account`: whether there is one. */
  enquire: { ask: { readonly name: string }; value: { readonly account: boolean } }
  /**
   * The user leaves. The connection stays, and may log in again, also under another name: a change of the
   * name is a logout and, in its answer, a login. `reason`: for others to read.
   */
  logout: { ask: { readonly reason?: string | undefined }; value: null }
  /** To an account that is offline it is accepted and waits. */
  send: {
    ask: {
      readonly to: string
      readonly text: string
      readonly private?: true
      readonly form?: Form | undefined
    }
    value: DirectMessage
  }
  broadcast: {
    ask: InRoom & { readonly text: string; readonly form?: Form | undefined }
    value: Posted
  }
  /** Who is in a room; anybody may ask. */
  list: { ask: InRoom; value: readonly Present[] }
  /** The names of all others who were online at any time from `since` on, gone ones last. */
  listSince: { ask: { readonly since: number }; value: readonly string[] }
  /**
   * The last `last` public messages, oldest first: the newest of them whose texts fit into what is
   * read at once. The text of a long message is shortened.
   */
  history: { ask: InRoom & { readonly last: number }; value: readonly PublicMessage[] }
  /**
   * The oldest `most` public messages with a time from `since` on, by time (an edit gives a new one),
   * those of one time by number; `total`: how many there are. The list ends earlier where the texts
   * are more than what is read at once. The text of a long message is shortened.
   */
  historySince: {
    ask: InRoom & { readonly since: number; readonly most: number }
    value: { readonly messages: readonly PublicMessage[]; readonly total: number }
  }
  /**
   * Gives one’s own public message a new text. `posted`: the second of its time, in milliseconds;
   * since numbers move, a message of another second is not the one that is meant.
   */
  edit: {
    ask: InRoom & { readonly number: number; readonly posted: number; readonly text: string }
    value: PublicMessage
  }
  /** Removes one’s own public message; a moderator removes anybody’s. */
  remove: { ask: InRoom & { readonly number: number; readonly posted: number }; value: Removed }
  block: { ask: { readonly name: string }; value: { readonly name: string } }
  unblock: { ask: { readonly name: string }; value: { readonly name: string } }
  /**
   * Where `WirePolicy.pulls`: direct messages up to this id have been said to the peer; 0: none. Until then
   * they wait in the mailbox too, so that none is lost with the connection. `partOf`: of this one a part
   * has been said, and the rest waits.
   */
  received: { ask: { readonly upTo: number; readonly partOf?: number }; value: null }
  /** Where this client takes calls of other clients. */
  announcePeer: { ask: Calls; value: null }
  /** Who is online under a name, to be called directly. */
  findPeer: { ask: { readonly name: string }; value: Present }
}

export type CommandKind = keyof Exchanges

/** What a session asks of the engine: `CommandOf<'send'>` is one kind, `Command` any of them. */
export type CommandOf<Kind extends CommandKind> = {
  [K in Kind]: { readonly kind: K } & Exchanges[K]['ask']
}[Kind]

export type Command = CommandOf<CommandKind>

export type AnswerOf<Kind extends CommandKind> = Answer<Exchanges[Kind]['value']>

/** A user has come online. */
export interface Joined {
  readonly kind: 'joined'
  readonly name: string
  /** The dialect that the name is spoken through. */
  readonly via: string
  readonly time: number
}

/** A user is not online any more. */
export interface Left {
  readonly kind: 'left'
  readonly name: string
  readonly time: number
  /** Why, in the user’s own words or the gateway’s. */
  readonly reason?: string
}

/** What the engine tells a session unasked. */
export type Event =
  | DirectMessage
  | PublicMessage
  | Edited
  | Removed
  | Joined
  | Left
  | Renamed
  | AwayChanged
  /** Only of rooms that one is in. */
  | Entered
  | Departed
  | TopicChanged
  /** From the gateway itself; said with a sender that no user can be. */
  | { readonly kind: 'notice'; readonly text: string; readonly time: number }
  /** The connection is about to be closed for this reason. */
  | { readonly kind: 'farewell'; readonly reason: CloseReason; readonly time: number }
