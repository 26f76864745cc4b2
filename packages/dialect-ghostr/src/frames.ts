/**
 * What stands on the wire, each frame with its word. Sections are those of README.md.
 */

import type { CommandOf } from '@parley/contract'

/** A command without its kind. */
type Said<Kind extends 'kick' | 'ban' | 'unban' | 'bans' | 'mute' | 'unmute'> = Omit<
  CommandOf<Kind>,
  'kind'
>

/** What each frame of a client holds. The kind of a command is its word under `action`. */
interface Requests {
  /** `login` (2.1); `port`: where this client takes private chats, 0 = nowhere. */
  login: { readonly name: string; readonly password: string; readonly port: number }
  /** `message` (4.1). */
  message: { readonly to: string; readonly text: string }
  /** `broadcast` (4.3). */
  broadcast: { readonly text: string; readonly room?: string | undefined }
  /** `whoelse` (4.4). */
  whoelse: { readonly room?: string | undefined }
  /** `whoelsesince` (4.5); `seconds`: undefined where it is no number that can be meant. */
  whoelsesince: { readonly seconds: number | undefined }
  /** `block` (4.6). */
  block: { readonly name: string }
  /** `unblock` (4.7). */
  unblock: { readonly name: string }
  /** `startprivate` (4.8). */
  startprivate: { readonly name: string }
  /** `logout` (4.9). */
  logout: unknown
  /** `join` (9.1), not with `strict`, as all of section 9. */
  join: { readonly room: string }
  /** `leave` (9.1). */
  leave: { readonly room: string; readonly reason: string | undefined }
  /** `rooms` (9.2). */
  rooms: unknown
  /** `kick` (9.4). */
  kick: Said<'kick'>
  /** `ban` (9.4). */
  ban: Said<'ban'>
  /** `unban` (9.4). */
  unban: Said<'unban'>
  /** `bans` (9.4). */
  bans: Said<'bans'>
  /** `mute` (9.4). */
  mute: Said<'mute'>
  /** `unmute` (9.4). */
  unmute: Said<'unmute'>
  /** Any other object (4.10); `action`: as much of its action as is sent back. */
  unknown: { readonly action: string }
  /** What is no JSON object in UTF-8 (1.2). */
  malformed: unknown
  /** The first line end that stood behind a request; asks for nothing (1.2). */
  'line-end': unknown
}

export type RequestKind = keyof Requests

/** `RequestOf<'message'>` is one frame of a client, `Request` any of them. */
export type RequestOf<Kind extends RequestKind> = {
  [K in Kind]: { readonly kind: K } & Requests[K]
}[Kind]

export type Request = RequestOf<RequestKind>

/** The words under `action` that a server knows. */
export type Action = Exclude<RequestKind, 'unknown' | 'malformed' | 'line-end'>

/** The requests of section 9 that have a word of their own. */
export type RoomRequest = RequestOf<
  'join' | 'leave' | 'rooms' | 'kick' | 'ban' | 'unban' | 'bans' | 'mute' | 'unmute'
>

/** The words that a server knows also with `strict`. */
export type OriginalAction = Exclude<Action, RoomRequest['kind']>

/** What is answered with a list. */
export type NamesAction = 'whoelse' | 'whoelsesince' | 'rooms' | 'bans'

/** What is answered with a status. */
export type StatusAction =
  | 'login'
  | 'message'
  | 'block'
  | 'unblock'
  | Exclude<RoomRequest['kind'], NamesAction>

/** A frame from a server. */
export type Reply =
  /** The answer to `login`, `message`, `block`, `unblock` and what is done to rooms (2.2, 4, 9). */
  | { readonly kind: 'status'; readonly action: StatusAction; readonly status: string }
  /** The answer to `broadcast` (4.3). */
  | { readonly kind: 'sent'; readonly reached: number; readonly blocked: number }
  /** A list (4.4, 4.5, 9); `more`: the next reply goes on with it (4.4). */
  | {
      readonly kind: 'names'
      readonly action: NamesAction
      readonly names: readonly string[]
      readonly more: boolean
    }
  /** The answer to `startprivate` where there is somebody to be called (4.8). */
  | { readonly kind: 'place'; readonly address: string; readonly port: number }
  /** Any other answer: words under `reply` (4.8 to 4.11). */
  | { readonly kind: 'words'; readonly action: Action; readonly text: string }
  /** `receive_message` (4.1), `receive_broadcast` (4.3); `room`: said in a room (9.3). */
  | {
      readonly kind: 'received'
      readonly from: string
      readonly text: string
      readonly to: 'me' | 'everyone'
      readonly room?: string
    }
  /** `join_broadcast` (9.5). */
  | { readonly kind: 'entered'; readonly name: string; readonly room: string }
  /** `leave_broadcast` (9.5); `text`: why; `by`: who has put them out. */
  | {
      readonly kind: 'departed'
      readonly name: string
      readonly room: string
      readonly text: string
      readonly by?: string
    }
  /** `login_broadcast`, `logout_broadcast` (3.1). */
  | { readonly kind: 'presence'; readonly name: string; readonly online: boolean }
  /** `timeout` (5.1). */
  | { readonly kind: 'timeout' }
  /** What the protocol does not have. */
  | { readonly kind: 'nonsense'; readonly text: string }
  /** A line end behind a reply; tells nothing. */
  | { readonly kind: 'line-end' }
