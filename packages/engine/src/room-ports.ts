import type { NameKeys, PublicMessage, Topic } from '@parley/contract'

/**
 * The numbered public messages. Of each text the first `MOST_KEPT_TEXT` UTF-16 units are kept; an
 * answer has at most `MOST_READ_TEXT` of them together.
 */
export interface Timeline {
  /**
   * Gives the message's number, counted from 1; undefined where it cannot be kept. `owner`: whose it is, an account or a session, in a
   * word that is never another's; absent: nobody's.
   */
  append(
    message: Omit<PublicMessage, 'number' | 'kind' | 'room'>,
    owner?: string,
  ): number | undefined
  /** The newest `count` that are kept, oldest first; fewer where their texts are too long together. */
  last(count: number): readonly PublicMessage[]
  /**
   * The oldest `most` whose time is `time` or later, of `total`; by time, those of one by number.
   * Fewer where their texts are too long together.
   */
  since(
    time: number,
    most: number,
  ): { readonly messages: readonly PublicMessage[]; readonly total: number }
  find(number: number): PublicMessage | undefined
  /** Undefined where there is no such message, or it is nobody's. */
  ownerOf(number: number): string | undefined
  /** Gives an existing message a new text and time, and marks it as edited. False: not kept. */
  edit(number: number, text: string, time: number): boolean
  /** Takes an existing message away: those after it move up by one. False where it cannot. */
  remove(number: number): boolean
}

/** What is kept of a room, or of the lobby, besides its messages. */
export interface RoomRecord {
  /** What the room is compared by (`roomKey`); '' for the lobby. */
  readonly key: string
  readonly name: string
  /** Whose room it is: an account, in the word of `Timeline.append`; absent: nobody's. */
  readonly maker?: string | undefined
  readonly topic?: Topic | undefined
  /** When it was made, or its last member left. */
  readonly used: number
}

/** Rooms beside the lobby, whose messages are in `Ports.timeline`. */
export interface RoomRecords {
  /** All that are kept, the one that was used longest ago first. */
  all(): Iterable<RoomRecord>
  /** In the place of an earlier one of that key. Kept as soon as that is possible. */
  put(record: RoomRecord): void
  /** With its messages, as soon as that is possible. */
  remove(key: string): void
  /** The messages of a room that was put. */
  timeline(key: string): Timeline
}

/** Somebody who may not come in, or not speak. */
export interface Restriction {
  readonly kind: 'ban' | 'mute'
  /** The key of a room; '' for the lobby. */
  readonly room: string
  readonly name: string
  /** Of a ban: who comes from there without an account is kept out too; a key of `addressKey`. */
  readonly address?: string | undefined
  readonly by: string
  /** Milliseconds since the epoch, as `until`. */
  readonly since: number
  readonly until?: number | undefined
  readonly reason?: string | undefined
}

/** Who is asked about: a name, and the address of a user without an account. */
export interface Restricted {
  readonly keys: NameKeys
  readonly address?: string | undefined
}

/** What moderators have decided about others. One holds against every name that is alike. */
export interface Restrictions {
  /** Whether there are none at all: lets a broadcast skip the question. */
  readonly none: boolean
  find(
    kind: Restriction['kind'],
    room: string,
    who: Restricted,
    now: number,
  ): Restriction | undefined
  /** In the place of an earlier one of that kind, room and name. False where it cannot be kept, or there are too many. */
  put(restriction: Restriction): boolean
  /** Ends it for all names that are alike. False where there is none, or that cannot be kept. */
  remove(kind: Restriction['kind'], room: string, keys: NameKeys): boolean
  /** Those that are in force, by name. */
  of(kind: Restriction['kind'], room: string, now: number): readonly Restriction[]
  /** Forgets those of a room that is gone. */
  clear(room: string): unknown
}
