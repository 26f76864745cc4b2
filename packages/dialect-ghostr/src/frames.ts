/**
 * What stands on the wire, each frame with its word. Sections are those of README.md.
 */

/** What each frame of a client holds. The kind of a command is its word under `action`. */
interface Requests {
  /** `login` (2.1); `port`: where this client takes private chats, 0 = nowhere. */
  login: { readonly name: string; readonly password: string; readonly port: number }
  /** `message` (4.1). */
  message: { readonly to: string; readonly text: string }
  /** `broadcast` (4.3). */
  broadcast: { readonly text: string }
  /** `whoelse` (4.4). */
  whoelse: unknown
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

/** A frame from a server. */
export type Reply =
  /** The answer to `login`, `message`, `block` and `unblock` (2.2, 4). */
  | {
      readonly kind: 'status'
      readonly action: 'login' | 'message' | 'block' | 'unblock'
      readonly status: string
    }
  /** The answer to `broadcast` (4.3). */
  | { readonly kind: 'sent'; readonly reached: number; readonly blocked: number }
  /** The answer to `whoelse` and `whoelsesince`; `more`: the next reply goes on with it (4.4). */
  | {
      readonly kind: 'names'
      readonly action: 'whoelse' | 'whoelsesince'
      readonly names: readonly string[]
      readonly more: boolean
    }
  /** The answer to `startprivate` where there is somebody to be called (4.8). */
  | { readonly kind: 'place'; readonly address: string; readonly port: number }
  /** Any other answer: words under `reply` (4.8 to 4.11). */
  | { readonly kind: 'words'; readonly action: Action; readonly text: string }
  /** `receive_message` (4.1), `receive_broadcast` (4.3). */
  | {
      readonly kind: 'received'
      readonly from: string
      readonly text: string
      readonly to: 'me' | 'everyone'
    }
  /** `login_broadcast`, `logout_broadcast` (3.1). */
  | { readonly kind: 'presence'; readonly name: string; readonly online: boolean }
  /** `timeout` (5.1). */
  | { readonly kind: 'timeout' }
  /** What the protocol does not have. */
  | { readonly kind: 'nonsense'; readonly text: string }
  /** A line end behind a reply; tells nothing. */
  | { readonly kind: 'line-end' }
