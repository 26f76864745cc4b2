/**
 * What stands on the wire. Sections are those of README.md.
 */
import type { LineFault, ModerationLine } from '@parley/framing'

/** A client's line, not yet read: what it means depends on whether a body is open (3.9). */
export type Request = string | LineFault

/** Absent: the lobby. */
interface InRoom {
  readonly room?: string
}

/** What each command holds. */
interface Commands {
  /** `LOGIN olivia` (3.2). */
  LOGIN: { readonly name: string }
  /** `LIST` (3.6), and not with `strict` `LIST #tea` (6.8). */
  LIST: InRoom
  /** `MESSAGE bob` (3.7). */
  MESSAGE: { readonly to: string }
  /** `LOGOUT` (3.12). */
  LOGOUT: unknown
  /** `BROADCAST` (6.1), `BROADCAST #tea` (6.7), not with `strict`. */
  BROADCAST: InRoom
  /** `BLOCK bob` (6.2), not with `strict`. */
  BLOCK: { readonly name: string }
  /** `UNBLOCK bob` (6.2), not with `strict`. */
  UNBLOCK: { readonly name: string }
  /** `HISTORY 20` (6.3), `HISTORY #tea 20`, not with `strict`; undefined: no number in range. */
  HISTORY: InRoom & { readonly last: number | undefined }
  /** `HELP` (6.4), not with `strict`. */
  HELP: unknown
  /** `JOIN #tea` (6.7), not with `strict`, as all below; undefined: no name of a room. */
  JOIN: { readonly room: string | undefined }
  /** `LEAVE #tea` (6.7). */
  LEAVE: { readonly room: string | undefined }
  /** `ROOMS` (6.8). */
  ROOMS: unknown
  /** `KICK bob #tea too loud` (6.9); undefined where nobody is named. */
  KICK: { readonly said: ModerationLine | undefined }
  /** `BAN bob #tea 10 too loud` (6.9). */
  BAN: { readonly said: ModerationLine | undefined }
  /** `UNBAN bob #tea` (6.9). */
  UNBAN: { readonly said: ModerationLine | undefined }
  /** `BANS`, `BANS #tea` (6.9). */
  BANS: InRoom
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
