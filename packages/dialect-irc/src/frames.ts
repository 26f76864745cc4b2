/**
 * What stands on the wire: one form for both sides (RFC 1459, 2.3.1, and IRCv3 message tags). Sections
 * are those of README.md.
 */

/** Tags by their names, with their values unescaped; `''` where there is none. */
export type Tags = ReadonlyMap<string, string>

/** `@time=2026-11-30T12:00:00.000Z :bob!u@parley PRIVMSG #parley :hello there` */
export interface Message {
  readonly kind: 'message'
  readonly tags: Tags
  /** What stands behind the colon at the beginning; absent in what a client says. */
  readonly source?: string
  /** In upper case, or a number of three digits. */
  readonly command: string
  /** At most 15; the last one may have blanks, begin with a colon, or be empty. */
  readonly params: readonly string[]
}

/** A frame from a client. */
export type Request =
  | Message
  /** A line of blanks, or of nothing, which is ignored (1.1). */
  | { readonly kind: 'blank' }
  /** A line, or its tags, over the limit (1.2, 1.3). */
  | { readonly kind: 'too-long' }

/** A frame from a server. */
export type Reply = Message | { readonly kind: 'nonsense'; readonly line: string }
