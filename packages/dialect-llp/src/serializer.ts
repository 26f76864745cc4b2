/**
 * What a server writes, in lines that end with `\n` alone, and what a client says; parser.ts has the
 * grammar.
 */
import type { Present } from '@parley/contract'

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

/** A command as a client says it, without its line end (5.2). */
export function commandLine(verb: string, argument?: string): string {
  return argument === undefined ? verb : `${verb} ${argument}`
}
