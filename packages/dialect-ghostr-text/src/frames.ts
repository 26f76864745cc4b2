/**
 * What stands on the wire, each frame with its word. Sections are those of README.md.
 */

/** The fields of each message of a client, its TYPE apart, in the order in which they are written. */
export const originalFields = {
  /** 9.1. */
  LOGON: ['WHO'],
  /** 9.2. */
  AUTH: ['WHO', 'PASW', 'NEW'],
  /** 9.4. */
  MSG: ['FROM', 'TO', 'BODY'],
  /** 9.5. */
  BROADCAST: ['FROM', 'BODY'],
  /** 9.6. */
  WHOELSE: ['FROM'],
  /** 9.7. */
  WHOELSESINCE: ['WHEN', 'FROM'],
  /** 9.8. */
  BLOCK: ['WHO', 'BLOCKER'],
  UNBLOCK: ['WHO', 'BLOCKER'],
  /** 9.10. */
  PRIVREQ: ['TO', 'FROM'],
  /** 9.11. */
  PRIVMSG: ['TO', 'FROM', 'BODY'],
  PRIVSTOP: ['TO', 'FROM'],
  /** 9.12. */
  LOGOUT: ['WHO'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** The same of what is said of rooms and by moderators (section 10), not with `strict`. */
export const roomFields = {
  /** 10.1. */
  JOIN: ['WHO', 'ROOM'],
  LEAVE: ['WHO', 'ROOM'],
  /** 10.2. */
  ROOMS: ['FROM'],
  MEMBERS: ['ROOM', 'FROM'],
  /** 10.4. */
  KICK: ['WHO', 'ROOM', 'FROM', 'BODY'],
  BAN: ['WHO', 'ROOM', 'FROM', 'MINUTES', 'BODY'],
  UNBAN: ['WHO', 'ROOM', 'FROM'],
  BANS: ['ROOM', 'FROM'],
  MUTE: ['WHO', 'ROOM', 'FROM', 'MINUTES'],
  UNMUTE: ['WHO', 'ROOM', 'FROM'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type RoomType = keyof typeof roomFields

export const requestFields = { ...originalFields, ...roomFields } as const

export type RequestType = keyof typeof requestFields

/** The fields of each message of a server. */
export const replyFields = {
  /** 9.1. */
  LOGON: ['RET', 'NEW', 'ERR'],
  /** 9.2. */
  AUTH: ['PASW', 'ATMP'],
  /** 9.3. */
  LOGGEDIN: ['WHO'],
  LOGGEDOUT: ['WHO'],
  /** 9.4, 9.5. */
  MSG: ['FROM', 'TO', 'BODY'],
  /** 9.6, 9.7. */
  WHOELSE: ['FROM', 'BODY'],
  /** 9.8, 9.9. */
  BLOCK: ['WHO', 'BLOCKER', 'RET', 'ERR'],
  UNBLOCK: ['WHO', 'BLOCKER', 'RET', 'ERR'],
  /** 9.10; `DEST` is empty behind a `RET` of 0, where some servers leave it out. */
  PRIVREQ: ['TO', 'FROM', 'RET', 'DEST'],
  /** 9.11. */
  PRIVMSG: ['TO', 'FROM', 'BODY'],
  PRIVSTOP: ['TO', 'FROM', 'RET'],
  /** 9.12. */
  LOGOUT: ['WHO'],
  /** 10.1, 10.4. */
  JOIN: ['WHO', 'ROOM', 'RET', 'ERR'],
  LEAVE: ['WHO', 'ROOM', 'RET', 'ERR'],
  KICK: ['WHO', 'ROOM', 'RET', 'ERR'],
  BAN: ['WHO', 'ROOM', 'RET', 'ERR'],
  UNBAN: ['WHO', 'ROOM', 'RET', 'ERR'],
  MUTE: ['WHO', 'ROOM', 'RET', 'ERR'],
  UNMUTE: ['WHO', 'ROOM', 'RET', 'ERR'],
  /** 10.2, 10.4. */
  ROOMS: ['FROM', 'BODY'],
  MEMBERS: ['ROOM', 'FROM', 'BODY'],
  BANS: ['ROOM', 'FROM', 'BODY'],
  /** 10.5. */
  JOINED: ['WHO', 'ROOM'],
  LEFT: ['WHO', 'ROOM', 'BY', 'BODY'],
  /** 5.1, Parley’s. */
  TIMEOUT: ['WHO'],
  /** 4.2, Parley’s. */
  ERROR: ['OF', 'ERR'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type ReplyType = keyof typeof replyFields

interface Place {
  readonly room: string
}

interface Moderated extends Place {
  readonly who: string
  readonly from: string
}

/** In milliseconds; undefined: for ever. */
type Time = number | undefined | 'no time'

interface Requests {
  LOGON: { readonly who: string }
  AUTH: { readonly who: string; readonly password: string }
  MSG: { readonly from: string; readonly to: string; readonly text: string }
  BROADCAST: { readonly from: string; readonly text: string }
  WHOELSE: { readonly from: string }
  /** `seconds`: undefined where `WHEN` is no number. */
  WHOELSESINCE: { readonly from: string; readonly seconds: number | undefined }
  /** `who` is to be blocked by `blocker`. */
  BLOCK: { readonly who: string; readonly blocker: string }
  UNBLOCK: { readonly who: string; readonly blocker: string }
  PRIVREQ: { readonly from: string; readonly to: string }
  PRIVMSG: { readonly from: string; readonly to: string; readonly text: string }
  PRIVSTOP: { readonly from: string; readonly to: string }
  LOGOUT: { readonly who: string }
  JOIN: Place & { readonly who: string }
  LEAVE: Place & { readonly who: string }
  ROOMS: { readonly from: string }
  MEMBERS: Place & { readonly from: string }
  /** `reason`: '' where there is none. */
  KICK: Moderated & { readonly reason: string }
  BAN: Moderated & { readonly time: Time; readonly reason: string }
  UNBAN: Moderated
  BANS: Place & { readonly from: string }
  MUTE: Moderated & { readonly time: Time }
  UNMUTE: Moderated
  /** A type that the protocol does not have (1.6). */
  unknown: unknown
  /** A message that ended before all of its fields had come (1.6). */
  unfinished: { readonly type: string }
}

export type RequestKind = keyof Requests

/** `RequestOf<'MSG'>` is one frame of a client, `Request` any of them. */
export type RequestOf<Kind extends RequestKind> = {
  [K in Kind]: { readonly kind: K } & Requests[K]
}[Kind]

export type Request = RequestOf<RequestKind>

/** What is answered with a list of its own type. */
export type ListType = 'ROOMS' | 'MEMBERS' | 'BANS'

/** The messages of section 10. */
export type RoomRequest = RequestOf<RoomType>

/** A frame from a server. `ok`: its `RET`, or `PASW`, is 1. */
export type Reply =
  | { readonly kind: 'LOGON'; readonly ok: boolean; readonly isNew: boolean; readonly text: string }
  | { readonly kind: 'AUTH'; readonly ok: boolean; readonly left: string }
  | { readonly kind: 'LOGGEDIN' | 'LOGGEDOUT'; readonly who: string }
  | {
      readonly kind: 'MSG' | 'PRIVMSG'
      readonly from: string
      readonly to: string
      readonly text: string
    }
  /** `goesOn`: the list is continued in the next one (1.5). */
  | {
      readonly kind: 'WHOELSE' | ListType
      readonly names: readonly string[]
      readonly goesOn: boolean
    }
  | {
      readonly kind: 'BLOCK' | 'UNBLOCK'
      readonly who: string
      readonly blocker: string
      readonly ok: boolean
      readonly text: string
    }
  | {
      readonly kind: Exclude<RoomType, ListType>
      readonly who: string
      readonly room: string
      readonly ok: boolean
      readonly text: string
    }
  | { readonly kind: 'JOINED'; readonly who: string; readonly room: string }
  | {
      readonly kind: 'LEFT'
      readonly who: string
      readonly room: string
      readonly by: string
      readonly text: string
    }
  | { readonly kind: 'PRIVREQ'; readonly ok: boolean; readonly place: string }
  | { readonly kind: 'PRIVSTOP'; readonly to: string }
  | { readonly kind: 'LOGOUT' | 'TIMEOUT'; readonly who: string }
  | { readonly kind: 'ERROR'; readonly of: string; readonly text: string }
  /** What the protocol does not have. */
  | { readonly kind: 'nonsense'; readonly text: string }
