import type { DirectMessage, Event, Present, PublicMessage } from '@parley/contract'

/** One session of a logged-in name, as the roster holds it. */
export interface RosterSession {
  hear(event: Event): void
}

/** A name in the roster. Sessions of one name share it; the first to log in gives place and peer. */
export interface Member extends Present {
  /** The listener that the name logged in through, for that listener's cap. */
  readonly listener: string
  readonly sessions: readonly RosterSession[]
}

/** Who wants to be told who comes and goes. */
export type Entrant = Omit<Member, 'sessions'>

/** Who is online. Names are canonical here: the engine has made them so. */
export interface Roster {
  /** Undefined where the name is taken. */
  enter(entrant: Entrant, session: RosterSession): Member | undefined
  /** The session is gone. True: it was the last one of its name, which is free again. */
  leave(member: Member, session: RosterSession): boolean
  find(name: string): Member | undefined
  /** In login order. */
  members(): Iterable<Member>
  /** How many names came through a listener. */
  count(listener: string): number
}

/** Names that have a password and so cannot be entered without it. */
export interface Accounts {
  has(name: string): boolean
  add(name: string): void
  remove(name: string): void
}

/** The numbered public messages. */
export interface Timeline {
  /** Gives the message's number, counted from 1. */
  append(message: Omit<PublicMessage, 'number' | 'kind'>): number
  /** The newest `count` that are kept, oldest first. */
  last(count: number): readonly PublicMessage[]
}

/** Direct messages kept for accounts that are offline. */
export interface Mailbox {
  /** False where there is no room: the message was not kept. */
  put(message: DirectMessage): boolean
  /** All that waits for a name, oldest first; it waits no longer. */
  take(name: string): readonly DirectMessage[]
}

/** Who has blocked whom. */
export interface Blocks {
  /** Whether `blocker` has blocked `name`. */
  has(blocker: string, name: string): boolean
  /** False where it was so already. */
  add(blocker: string, name: string): boolean
  /** False where it was not so. */
  remove(blocker: string, name: string): boolean
  /** Forgets all that `blocker` has blocked. */
  clear(blocker: string): void
  /** Whether anybody has blocked anybody: lets a broadcast skip the question for each recipient. */
  readonly none: boolean
}

/** All that the engine keeps, behind interfaces: in memory here, elsewhere on disk or in a cluster. */
export interface Ports {
  readonly roster: Roster
  readonly accounts: Accounts
  readonly timeline: Timeline
  readonly mailbox: Mailbox
  readonly blocks: Blocks
  /**
   * Makes lasting what was put since the last commit, in one step. Throws where it cannot; the
   * caller then sends nothing of what was answered meanwhile.
   */
  commit(): void
}

/** The time of the current turn, in milliseconds since the epoch. */
export interface Clock {
  readonly now: number
}
