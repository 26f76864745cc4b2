/**
 * What stands on the wire, each frame with its word. Sections are those of README.md.
 */
import type { Event, InRoom } from '@parley/contract'
import type { ModerationLine } from '@parley/framing'

/** What each frame of a client holds. */
interface Requests {
  /** `login` (3.1) without trailing spaces; the name is not validated yet (3.2). */
  login: { readonly name: string }
  /** `logout` (3.5). */
  logout: unknown
  /** `msg` (3.6) without trailing spaces; `''` is refused (3.11). */
  msg: { readonly text: string }
  /** `names` (3.7), and of a room (6.7), not with `strict`. */
  names: InRoom
  /** An unknown request (3.8). */
  unknown: unknown
  /** Not of the form of 2.1, garbage between objects, or not UTF-8 (3.8). */
  malformed: unknown
  /** `help` (3.9). */
  help: unknown
  /** `msg` with `@bob text` (6.1), not with `strict`; `whole` is all of it. */
  whisper: { readonly to: string; readonly text: string; readonly whole: string }
  /** `block` (6.2), not with `strict`. */
  block: { readonly name: string }
  /** `unblock` (6.2), not with `strict`. */
  unblock: { readonly name: string }
  /** `history` (6.3), and of a room (6.7), not with `strict`. */
  history: InRoom
  /** `msg` with `#tea text` (6.7), not with `strict`; `whole` is all of it. */
  speak: { readonly room: string; readonly text: string; readonly whole: string }
  /** `join` and `leave` (6.6), not with `strict`; the name is not validated yet. */
  join: { readonly room: string }
  leave: { readonly room: string }
  /** `rooms` (6.6), not with `strict`. */
  rooms: unknown
  /** `kick`, `ban`, `unban` and `bans` (6.8), not with `strict`. */
  kick: ModerationLine
  ban: ModerationLine
  unban: ModerationLine
  bans: InRoom
  /** `remove` (6.9), not with `strict`: whose message, and the second of its time. */
  remove: InRoom & { readonly name: string; readonly posted: number }
  /** A `login` or a `message` in the form of 2013 and 2014 (2.3), not with `strict`. */
  former: { readonly request: FormerRequest }
  /** The first line end after a request (1.4); not a request itself. */
  'line-end': unknown
}

/** What the form of 2013 and 2014 spells in its own way. */
export type FormerRequest = RequestOf<'login' | 'msg' | 'whisper' | 'speak'>

export type RequestKind = keyof Requests

/** `RequestOf<'msg'>` is one frame of a client, `Request` any of them. */
export type RequestOf<Kind extends RequestKind> = {
  [K in Kind]: { readonly kind: K } & Requests[K]
}[Kind]

export type Request = RequestOf<RequestKind>

/** The words under `response` that Parley writes (2.2). */
export type ResponseWord = 'error' | 'info' | 'history' | 'message'

/** Time of a message, in the server's own form (8.2); undefined if there is none. */
export type Stamp = string | number | undefined

/** One message, live or past, as a reader of the wire sees it; in the lobby, or in a room (6.7). */
export interface Spoken extends InRoom {
  readonly time: Stamp
  readonly from: string
  readonly text: string
}

/** A frame from a server, read leniently (8.2). */
export type Reply =
  /** `error` (2.2). */
  | { readonly kind: 'error'; readonly time: Stamp; readonly text: string }
  /** `info` (2.2), and about a room (6.6). */
  | ({ readonly kind: 'info'; readonly time: Stamp; readonly text: string } & InRoom)
  /** `history` (4.1), whatever its form, oldest first. */
  | { readonly kind: 'history'; readonly messages: readonly Spoken[] }
  /** `message`, by some servers called `msg`. */
  | ({ readonly kind: 'message' } & Spoken)
  /** `names`, which some servers send in place of an `info`. */
  | { readonly kind: 'names'; readonly time: Stamp; readonly names: readonly string[] }
  /** Not part of the protocol. */
  | { readonly kind: 'nonsense'; readonly text: string }
  /** A line end after a response; has no meaning. */
  | { readonly kind: 'line-end' }

/** What a session tells its peer, besides the end of the connection. */
export type Heard = Exclude<Event, { kind: 'farewell' }>

/** Events that the original cannot express. */
export const news: ReadonlySet<Event['kind']> = new Set([
  'edited',
  'removed',
  'entered',
  'departed',
  'topic',
])
