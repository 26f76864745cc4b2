/**
 * What stands on the wire, each frame with its token. Sections are those of README.md.
 */

/** What each frame of a client holds. */
interface Requests {
  /** `HELLO-FROM alice` (2.1), trailing spaces gone; whether it can be a name is not yet known. */
  hello: { readonly name: string }
  /** `LIST` (3.1). */
  list: unknown
  /** `SEND bob text` (3.3). */
  send: { readonly to: string; readonly text: string }
  /** `LIST` or `WHO` with more, `SEND` with less than it needs (3.2, 3.7). */
  'bad-body': unknown
  /** A first word that the protocol does not have (3.9). */
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

/** First words by which a server refuses. */
export type RefusalWord =
  | 'IN-USE'
  | 'BUSY'
  | 'BAD-RQST-BODY'
  | 'BAD-RQST-HDR'
  | 'BAD-DEST-USER'
  | 'UNKNOWN'

/** A frame from a server. `line` is the whole of it, for whoever has to show what was said. */
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
  /** What the protocol does not have. */
  | { readonly kind: 'nonsense'; readonly line: string }
