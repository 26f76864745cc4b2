/**
 * What a server writes, in lines that end with `\n` alone, and what a client says; parser.ts has the
 * grammar.
 */
import { type Ban, noteOf, type Present, type RoomSummary } from '@parley/contract'

/** Who a message to everyone is addressed to (6.1); a name that no user can have. */
export const EVERYONE = 'everyone'

/** 1.3. */
export function ok(text: string): string {
  return `> OK - ${text}\n`
}

/** 1.3. */
export function error(text: string): string {
  return `> ERROR - ${text}\n`
}

/** 3.6. */
export function userRows(present: readonly Present[]): string {
  const rows = present.map(({ name, peer }) => `${peer.address}:${peer.port} | ${name}\n`)
  return `${ok('Data Available...')}${rows.join('')}`
}

/** 6.8. */
export function roomRows(rooms: readonly RoomSummary[]): string {
  const rows = rooms.map(({ name, members }) => `${members} | ${name}\n`)
  return `${ok('Data Available...')}${rows.join('')}`
}

/** 6.9. */
export function banRows(bans: readonly Ban[]): string {
  const rows = bans.map(({ name, by, until, reason }) => {
    const end = until === undefined ? 'for ever' : `until ${timeText(until)}`
    const why = reason === undefined ? '' : `: ${noteOf(reason)}`
    return `${end}, by ${by}${why} | ${name}\n`
  })
  return `${ok('Data Available...')}${rows.join('')}`
}

/** To the second, in UTC, as in a history (6.3). */
export function timeText(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}

/** A command as a client says it, without its line end (5.2). */
export function commandLine(verb: string, argument?: string): string {
  return argument === undefined ? verb : `${verb} ${argument}`
}
