/**
 * What stands on the wire. Sections are those of README.md.
 */
import type { LineFault } from '@parley/framing'

/** A client's line, not yet read: what it means depends on whether a body is open (3.9). */
export type Request = string | LineFault

/** What each command holds. */
interface Commands {
  /** `LOGIN olivia` (3.2). */
  LOGIN: { readonly name: string }
  /** `LIST` (3.6). */
  LIST: unknown
  /** `MESSAGE bob` (3.7). */
  MESSAGE: { readonly to: string }
  /** `LOGOUT` (3.12). */
  LOGOUT: unknown
  /** `BROADCAST` (6.1), not with `strict`. */
  BROADCAST: unknown
  /** `BLOCK bob` (6.2), not with `strict`. */
  BLOCK: { readonly name: string }
  /** `UNBLOCK bob` (6.2), not with `strict`. */
  UNBLOCK: { readonly name: string }
  /** `HISTORY 20` (6.3), not with `strict`; undefined where it is no number in range. */
  HISTORY: { readonly last: number | undefined }
  /** `HELP` (6.4), not with `strict`. */
  HELP: unknown
  /** Anything else (3.13). */
  unknown: unknown
}

export type CommandKind = keyof Commands

/** `CommandOf<'MESSAGE'>` is one command, `Command` any of them. */
export type CommandOf<Kind extends CommandKind> = {
  [K in Kind]: { readonly kind: K } & Commands[K]
}[Kind]

export type Command = CommandOf<CommandKind>

/** A line in a body (3.9). */
export type BodyLine =
  | { readonly kind: 'text'; readonly text: string }
  /** `XOXOXO`; what stood before it on the line is the text's last line. */
  | { readonly kind: 'closing'; readonly last: string }

/** A server's line. */
export type Reply =
  /** `> OK - TEXT`, `> ERROR - TEXT` (1.3). */
  | { readonly kind: 'status'; readonly ok: boolean; readonly text: string }
  /** `> INBOUND MESSAGE - SENDER: olivia` (4.1). */
  | { readonly kind: 'sender'; readonly name: string; readonly text: string }
  /** `> RECIPIENT: bob` (4.1). */
  | { readonly kind: 'recipient'; readonly name: string; readonly text: string }
  /** Any other line that starts with `> `. */
  | { readonly kind: 'quoted'; readonly text: string }
  /** A line without `> `: a row of a list, a part of the banner. */
  | { readonly kind: 'plain'; readonly text: string }
