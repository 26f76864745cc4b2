/**
 * What stands on the wire, each frame with its word. Sections are those of README.md.
 */

/** The fields of each message of a client, its TYPE apart, in the order in which they are written. */
export const requestFields = {
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
  /** 5.1, Parley’s. */
  TIMEOUT: ['WHO'],
  /** 4.2, Parley’s. */
  ERROR: ['OF', 'ERR'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type ReplyType = keyof typeof replyFields

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
  | { readonly kind: 'WHOELSE'; readonly names: readonly string[]; readonly goesOn: boolean }
  | {
      readonly kind: 'BLOCK' | 'UNBLOCK'
      readonly who: string
      readonly blocker: string
      readonly ok: boolean
      readonly text: string
    }
  | { readonly kind: 'PRIVREQ'; readonly ok: boolean; readonly place: string }
  | { readonly kind: 'PRIVSTOP'; readonly to: string }
  | { readonly kind: 'LOGOUT' | 'TIMEOUT'; readonly who: string }
  | { readonly kind: 'ERROR'; readonly of: string; readonly text: string }
  /** What the protocol does not have. */
  | { readonly kind: 'nonsense'; readonly text: string }
