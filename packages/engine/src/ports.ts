import type {
  CloseReason,
  DirectMessage,
  Event,
  NameKeys,
  NameRule,
  Present,
} from '@parley/contract'
import type { Restrictions, RoomRecords, Timeline } from './room-ports.ts'

export type {
  Restricted,
  Restriction,
  Restrictions,
  RoomRecord,
  RoomRecords,
  Timeline,
} from './room-ports.ts'

/** Who wants to enter. */
export interface Entrant {
  readonly keys: NameKeys
  /** How its listener tells names apart. */
  readonly names: NameRule
  /** Whether its user has given the password of the name's account. */
  readonly proven: boolean
}

/** One session of a logged-in name, as the roster holds it. */
export interface RosterSession extends Entrant {
  /** What a list shows while this is the first session of its name. */
  readonly present: Present
  /** The listener that it came through, for that listener's cap. */
  readonly listener: string
  /** The number of the account whose password its user has given. */
  readonly account: number | undefined
  /** Whether it is told something only when it asks: `WirePolicy.pulls`. */
  readonly pulls: boolean
  hear(event: Event): void
  /** Closes its connection; `words`: what others are told of it. */
  end(reason: CloseReason, words?: string): void
}

/** A name in the roster. Sessions of one name share it; the first of them gives place and peer. */
export interface Member extends Present {
  readonly keys: NameKeys
  readonly sessions: readonly RosterSession[]
}

/** Who is online. Names are canonical here: the engine has made them so. */
export interface Roster {
  /** Undefined where somebody stands in its way: see `rival`. */
  enter(session: RosterSession): Member | undefined
  /**
   * Who is online under the name, or under one that collides with it. Two names whose passwords
   * were both given do not collide: their accounts are older than the rule. Who came in through a
   * listener that tells letter case apart keeps no account out that differs by it.
   */
  rival(entrant: Entrant): Member | undefined
  /**
   * Gives a name that is online another one; it comes last in the order then. False where somebody
   * else stands in its way, as for `rival`.
   */
  rename(member: Member, to: Entrant): boolean
  /** One more session of a name that is online. */
  join(member: Member, session: RosterSession): void
  /** The session is gone. True: it was the last one of its name, which is free again. */
  leave(member: Member, session: RosterSession): boolean
  find(name: string): Member | undefined
  /** In login order. */
  members(): Iterable<Member>
  /** How many sessions came through a listener. */
  count(listener: string): number
}

/** A name with a password: it cannot be entered without. */
export interface Account {
  readonly name: string
  /** What `Passwords` made of the password, with all that checking it takes. */
  readonly hash: string
  /** When the account was made. */
  readonly since: number
}

export interface KeptAccount extends Account {
  /** Never given to another account, not even to one of the same name after this one's removal. */
  readonly number: number
  /** Whether its user has the rights of a moderator of the gateway. */
  readonly moderator: boolean
}

/** Read afresh each time: another process may administer them meanwhile. */
export interface Accounts {
  has(name: string): boolean
  find(name: string): KeptAccount | undefined
  /** The names of accounts that are alike, the same one among them. */
  alike(keys: NameKeys): Iterable<string>
  /** Groups of accounts whose names are alike: from before that was refused, or apart by letter case. */
  conflicts(): Iterable<readonly string[]>
  /** Adds it; or gives the one of that name its hash, and nothing else. False: not kept. */
  put(account: Account): boolean
  /** Whether a login may make no further one; who administers them still may. */
  isFull(): boolean
  /** With its blocks, locks and mail. False where there was none, or where it cannot be done. */
  remove(name: string): boolean
  /** In the order of their names. */
  all(): Iterable<KeptAccount>
  /** Gives an account the rights of a moderator, or takes them. False where there is none, or not kept. */
  setModerator(name: string, isOne: boolean): boolean
  /** The names of those that have these rights; it does not go through all accounts. */
  moderators(): Iterable<string>
  /** Whether another process may have changed any since the last call. */
  changedElsewhere(): boolean
}

/** A password that waits for its turn. Once that has come, neither has an effect. */
export interface Waiting {
  /** Nobody wants it any more: its turn does not come, and its `then` is not called. */
  cancel(): void
  /** Its client may be gone: it has its turn when no other one waits. */
  defer(): void
}

/**
 * Makes and checks the hashes of passwords, which takes long: answers come in a later turn.
 * `address`: who asks, as a key of `addressKey`; absent: the operator. Addresses take turns, and
 * each may have so many waiting.
 */
export interface Passwords {
  /** Undefined where too many are waiting already. */
  hash(password: string, then: (hash: string | undefined) => void, address?: string): Waiting
  /**
   * Whether the password is that of the hash. No hash: takes as long as with one, and says no.
   * Undefined where too many are waiting already.
   */
  verify(
    password: string,
    hash: string | undefined,
    then: (right: boolean | undefined) => void,
    address?: string,
  ): Waiting
}

/** A name that cannot be entered for a while, after wrong passwords. Times in milliseconds. */
export interface Lock {
  readonly name: string
  /** A key of `addressKey`; undefined: from any address. */
  readonly address: string | undefined
  readonly since: number
  readonly until: number
}

/** Read afresh each time: another process may end them. */
export interface Locks {
  /** One that is in force for the name at that address, or at any. */
  find(name: string, address: string, now: number): Lock | undefined
  /** In the place of an earlier one of that name and address. It holds even if it cannot be kept. */
  put(lock: Lock): void
  /** Ends all locks of the name. False where there was none. */
  remove(name: string): boolean
  /** Those that are in force, in the order of their names. */
  all(now: number): Iterable<Lock>
}

/** Direct messages kept for accounts that are offline. */
export interface Mailbox {
  /**
   * `present`: the recipient is online. False where there is no room, for the message, its sender or
   * all senders without an account (`hasRoom`), or where it cannot be kept.
   */
  put(message: DirectMessage, present: boolean): boolean
  /**
   * What waits for a name with ids above `after`, oldest first: a portion of at most
   * `MOST_READ_TEXT`, and one message at the least.
   */
  waiting(name: string, after: number): readonly DirectMessage[]
  /** Messages for the name with ids up to this one wait no longer, even if that cannot be kept yet. */
  drop(name: string, upTo: number): void
}

/**
 * Names under which somebody has logged in, with an account or without. What is addressed to such a
 * name is meant for one person, also when the gateway has been restarted since.
 */
export interface KnownNames {
  /** Kept as soon as that is possible; past `MOST_KNOWN` the name that was added first is forgotten. */
  add(name: string): void
  /** In the order in which they were added. */
  all(): Iterable<string>
}

/** Who has blocked whom. */
export interface Blocks {
  /** Whether `blocker` has blocked the name, or one that is alike. */
  has(blocker: string, name: NameKeys): boolean
  /** False where it cannot be kept, or `blocker` has blocked `MOST_BLOCKED` names. */
  add(blocker: string, name: string): boolean
  /** Takes back the blocks of all names that are alike. False where that cannot be kept. */
  remove(blocker: string, name: string): boolean
  /** All that `from` has blocked is what `to` has blocked; both are names without an account. */
  move(from: string, to: string): void
  /** Forgets all that `blocker` has blocked. */
  clear(blocker: string): void
  /** Whether anybody has blocked anybody: lets a broadcast skip the question for each recipient. */
  readonly none: boolean
}

/** All that the engine keeps, behind interfaces: in memory here, elsewhere on disk or in a cluster. */
export interface Ports {
  readonly roster: Roster
  readonly accounts: Accounts
  readonly passwords: Passwords
  readonly locks: Locks
  readonly timeline: Timeline
  readonly mailbox: Mailbox
  readonly blocks: Blocks
  readonly knownNames: KnownNames
  readonly rooms: RoomRecords
  readonly restrictions: Restrictions
  /** Names whose accounts have the rights of a moderator as long as this runs, whatever is kept. */
  readonly moderators?: ReadonlySet<string>
  /** The highest id of a message that was kept before; 0 where there was none. */
  readonly lastId: number
  /** A word that is another one each time that what is kept is opened. */
  readonly run: string
  /**
   * Tells whether something can be kept now. `then` is called at once, or in a later turn where
   * another process holds the store for the moment.
   */
  whenWritable(then: (writable: boolean) => void): void
  /**
   * Makes lasting what was put since the last commit, in one step. Throws where it cannot; the
   * caller then acknowledges nothing of it.
   */
  commit(): void
}

/** The time of the current turn, in milliseconds since the epoch. */
export interface Clock {
  readonly now: number
}

/** Files that users of one dialect sent to users whose dialect has no files. */
export interface FileStore {
  begin(file: FileLabel): OpenFile | FileRefusal
}

/** Why a file is not kept: no room for anybody’s, or its sender has as much as one may have. */
export type FileRefusal = 'no-room' | 'no-share'

export interface FileLabel {
  /** A plain name, without any path. */
  readonly name: string
  readonly from: string
  readonly to: string
  readonly time: number
}

/** A file that is being received. After `keep` or `drop` it is not used any more. */
export interface OpenFile {
  /** Gives why the file cannot be kept, if it cannot. */
  write(bytes: Uint8Array): FileRefusal | undefined
  /** Gives the id under which it is kept, which nobody can guess; undefined where it cannot be. */
  keep(): string | undefined
  drop(): void
}
