/**
 * What stands on the wire, each frame with its token. Sections are those of README.md.
 */

/** What each frame of a client holds. */
interface Requests {
  /** `HELLO-FROM alice` (2.1) without trailing spaces; the name is not validated yet. */
  hello: { readonly name: string }
  /** `LIST` (3.1). */
  list: unknown
  /** `SEND bob text` (3.3). */
  send: { readonly to: string; readonly text: string }
  /** `LIST` or `WHO` with arguments, `SEND` with too few (3.2, 3.7). */
  'bad-body': unknown
  /** An unknown first word (3.9). */
  'bad-header': unknown
  /** A line over the limit (1.2) or not UTF-8 (3.7). */
  unreadable: unknown
  /** `WHO` (5.3), not with `strict`. */
  who: unknown
  /** `SEND * text` (6.1), not with `strict`. */
  speak: { readonly text: string }
}

export type RequestKind = keyof Requests

/** `RequestOf<'send'>` is one frame of a client, `Request` any of them. */
export type RequestOf<Kind extends RequestKind> = {
  [K in Kind]: { readonly kind: K } & Requests[K]
}[Kind]

export type Request = RequestOf<RequestKind>

/** First words of refusals. */
export type RefusalWord =
  | 'IN-USE'
  | 'BUSY'
  | 'BAD-RQST-BODY'
  | 'BAD-RQST-HDR'
  | 'BAD-DEST-USER'
  | 'UNKNOWN'

/** A frame from a server. `line` is the whole line, to be shown to a person. */
export type Reply =
  /** `HELLO alice` (2.1). */
  | { readonly kind: 'hello'; readonly name: string; readonly line: string }
  /** `IN-USE` (2.2) and the other refusals. */
  | { readonly kind: 'refusal'; readonly word: RefusalWord; readonly line: string }
  /** `LIST-OK alice,bob` (3.1), `WHO-OK alice,bob` (5.3). */
  | { readonly kind: 'names'; readonly names: readonly string[]; readonly line: string }
  /** `SEND-OK` (3.3). */
  | { readonly kind: 'sent'; readonly line: string }
  /** `DELIVERY alice text` (3.3). */
  | { readonly kind: 'delivery'; readonly from: string; readonly text: string }
  /** Not part of the protocol. */
  | { readonly kind: 'nonsense'; readonly line: string }
