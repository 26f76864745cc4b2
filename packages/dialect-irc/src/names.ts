import { Buffer } from 'node:buffer'
import { isName } from '@parley/contract'

/** The bytes of UTF-8 that the nickname of a user of this dialect may have (2.3). */
export const MOST_NICK = 64

/** The channel that is the lobby (3.1). */
export const LOBBY = '#parley'

/** The server’s name, and the host of every user: a name that no user can have. */
export const HOST = 'parley'

/** The user’s part of a mask where the dialect of its owner is not told. */
const ANY_USER = 'u'

/** Whether somebody may register under it (2.3). */
export function isNick(name: string): boolean {
  return isName(name) && Buffer.byteLength(name) <= MOST_NICK && !/^[:~+]/.test(name)
}

/** CASEMAPPING=ascii: two names are one where this is the same. */
export function folded(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

export function isSame(one: string, other: string): boolean {
  return folded(one) === folded(other)
}

export function isChannel(target: string): boolean {
  return target.startsWith('#')
}

/** `bob!vu@parley`: who, through which dialect (3.5). */
export function maskOf(name: string, via: string = ANY_USER): string {
  return `${name}!${via}@${HOST}`
}

/** `bob` of `bob!u@parley`, or of `bob`. */
export function nickOf(source: string): string {
  const end = source.search(/[!@]/)
  return end < 0 ? source : source.slice(0, end)
}
