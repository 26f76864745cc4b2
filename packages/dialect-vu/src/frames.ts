/**
 * What stands on the wire, each frame with its token. Sections are those of README.md.
 */

import type { ModerationLine } from '@parley/framing'

/** What each frame of a client holds. */
interface Requests {
  /** `HELLO-FROM alice` (2.1) without trailing spaces; the name is not validated yet. */
  hello: { readonly name: string }
  /** `LIST` (3.1), and not with `strict` `LIST #tea` (6.6). */
  list: { readonly room?: string }
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
  /** `SEND * text` (6.1), `SEND #tea text` (6.5), not with `strict`. */
  speak: { readonly text: string; readonly room?: string }
  /** `JOIN #tea` (6.5), not with `strict`, as all below. */
  join: { readonly room: string }
  /** `LEAVE #tea` (6.5). */
  leave: { readonly room: string }
  /** `ROOMS` (6.6). */
  rooms: unknown
  /** `KICK bob #tea too loud` (6.7). */
  kick: ModerationLine
  /** `BAN bob #tea 10 too loud` (6.7). */
  ban: ModerationLine
  /** `UNBAN bob #tea` (6.7). */
  unban: ModerationLine
  /** `BANS #tea` (6.7); without a room: of the lobby. */
  bans: { readonly room: string | undefined }
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
  | 'BAD-DEST-ROOM'
  | 'IN-ROOM'
  | 'FORBIDDEN'
  | 'UNKNOWN'

/** What a request of 6.5 to 6.7 is confirmed with. */
export type RoomWord =
  | 'JOIN-OK'
  | 'LEAVE-OK'
  | 'ROOMS-OK'
  | 'KICK-OK'
  | 'BAN-OK'
  | 'UNBAN-OK'
  | 'BANS-OK'

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
  /** `JOIN-OK #tea`, `ROOMS-OK #tea,#milk` (6.5 to 6.7); `names`: none where it has none. */
  | {
      readonly kind: 'room'
      readonly word: RoomWord
      readonly names: readonly string[]
      readonly line: string
    }
  /** `DELIVERY alice text` (3.3), `DELIVERY alice#tea text` (6.5). */
  | {
      readonly kind: 'delivery'
      readonly from: string
      readonly text: string
      readonly room?: string
    }
  /** Not part of the protocol. */
  | { readonly kind: 'nonsense'; readonly line: string }
