/**
 * What stands on the wire, each frame with its type there. Sections are those of README.md.
 */
import type { InRoom } from '@parley/contract'
import type { ModerationLine } from '@parley/framing'

/** Errors of a request that the parser finds. */
export type Complaint =
  /** Unknown type (3.8). */
  | 'unknown'
  /** No text (3.1). */
  | 'empty'
  /** The number is no integer (3.4). */
  | 'number'
  /** The date is none (3.5). */
  | 'time'
  /** Too few words, or too many, in DLT (3.2), EDT (3.3), RDM (3.5). */
  | 'removeForm'
  | 'editForm'
  | 'readForm'
  /** Nobody is named (8.3). */
  | 'nobody'

/** What each frame of a client holds. */
interface Requests {
  /** `LOGIN` (2.2); the name is not validated yet. */
  login: { readonly name: string; readonly password: string }
  /** `UDP_PORT` (2.3); undefined if it is no port. Never answered. */
  port: { readonly port: number | undefined }
  /** `MSG` (3.1). */
  post: { readonly text: string }
  /** `MSG` with `@bob text` (3.1), not with `strict`; `whole` is all of it. */
  whisper: { readonly to: string; readonly text: string; readonly whole: string }
  /** `MSG` with `#tea text` (8.2), not with `strict`; `whole` is all of it. */
  speak: { readonly room: string; readonly text: string; readonly whole: string }
  /** `DLT` (3.2); in a room (8.2): not with `strict`. */
  remove: InRoom & { readonly number: number; readonly posted: number }
  /** `EDT` (3.3). */
  edit: InRoom & { readonly number: number; readonly posted: number; readonly text: string }
  /** `RDM` (3.5). */
  read: InRoom & { readonly since: number }
  /** `ATU` (3.6). */
  users: InRoom
  /** `OUT` (3.7). */
  out: unknown
  /** `JOIN` and `LEAVE` (8.1), not with `strict`; the name is not validated yet. */
  join: { readonly room: string }
  leave: { readonly room: string }
  /** `ROOMS` (8.1), not with `strict`. */
  rooms: unknown
  /** `KICK`, `BAN`, `UNBAN` and `BANS` (8.3), not with `strict`. */
  kick: ModerationLine
  ban: ModerationLine
  unban: ModerationLine
  bans: InRoom
  /** Longer than a message may be (1.1). */
  long: unknown
  /** Malformed, or of an unknown type (3.2 to 3.5, 3.8). */
  wrong: { readonly complaint: Complaint }
}

export type RequestKind = keyof Requests

/** `RequestOf<'post'>` is one frame of a client, `Request` any of them. */
export type RequestOf<Kind extends RequestKind> = {
  [K in Kind]: { readonly kind: K } & Requests[K]
}[Kind]

export type Request = RequestOf<RequestKind>

/** The types that a server writes (2.1, 2.2, 3). */
export type ReplyType =
  | ''
  | 'LOGIN-A'
  | 'LOGIN-N'
  | 'LOGIN-F'
  | 'LOGIN-B'
  | 'LOGIN-BB'
  | 'MSGACK'
  | 'F'
  | 'ACK'
  | 'DLT-F'
  | 'EDT-ACK'
  | 'EDT-F'
  | 'RDM'
  | 'RDM-F'
  | 'ATU'
  | 'ATU-N'
  | 'OUT'

/** A frame from a server. */
export type Reply =
  | { readonly kind: 'reply'; readonly type: string; readonly body: string }
  /** A dictionary that is no reply. */
  | { readonly kind: 'nonsense'; readonly text: string }
