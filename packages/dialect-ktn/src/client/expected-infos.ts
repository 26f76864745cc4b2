import type { CommandKind } from '@parley/contract'
import { informs } from '../replies.ts'

/** A command that a client waits for; `members`: a list of a room. */
export type AskedKind = keyof typeof informed

/** 3.1, 3.5. */
export const presence = /^(\S+) has logged (in|out)$/

/** Of the lobby: what is about a room answers only what was asked of one. */
const anyOfLobby = (_text: string, room?: string) => room === undefined

function startsWith(...openings: readonly string[]) {
  return (text: string) => openings.some((opening) => text.startsWith(opening))
}

/** Whether an `info` can be the reply. Servers word most replies as they like. */
export const informed = {
  login: anyOfLobby,
  logout: anyOfLobby,
  send: startsWith(informs.sent),
  broadcast: () => false,
  list: anyOfLobby,
  help: anyOfLobby,
  history: (text) => text === informs.noHistory,
  block: startsWith(informs.blocked),
  unblock: startsWith(informs.unblocked),
  joinRoom: startsWith(informs.joined),
  leaveRoom: startsWith(informs.left),
  rooms: startsWith(informs.rooms, informs.noRooms),
  members: startsWith(informs.members),
  kick: startsWith(informs.kicked),
  ban: startsWith(informs.banned),
  unban: startsWith(informs.unbanned),
  bans: startsWith(informs.bans, informs.noBans),
  remove: startsWith(informs.removed),
} as const satisfies Readonly<Record<string, (text: string, room?: string) => boolean>>

/** Commands that some servers do not answer: a reply to a later one ends the wait. */
export const maybeSilent: ReadonlySet<AskedKind> = new Set(['broadcast', 'history', 'logout'])

/** Commands whose reply is a list of names behind an opening (6.6 to 6.8). */
export const listing: ReadonlySet<AskedKind> = new Set(['rooms', 'members', 'bans'])

/** What is reported of a command; undefined: nothing (3.9). */
export function reportedAs(kind: AskedKind): CommandKind | undefined {
  if (kind === 'help') return undefined
  return kind === 'members' ? 'list' : kind
}
