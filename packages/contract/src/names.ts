/**
 * Names. One namespace for all dialects: compared after Unicode NFC, case-sensitively.
 * A dialect may narrow the rule for its own logins, never widen it.
 */

/** Characters, counted as code points. */
export const MAX_NAME = 64

/**
 * UTF-16 units before composing. Composing takes time that grows with the square of the length of a
 * run of combining marks, so a longer text is not composed: it is no name.
 */
const MAX_UNITS = 2 * MAX_NAME

const plainAscii = /^[A-Za-z0-9_-]{1,64}$/
const forbidden = /[\p{White_Space}\p{C},!@#$%^&*|:;"'\\<>]/u
const reserved = new Set(['server', 'system', 'everyone', 'gateway', 'parley'])

/** The form under which names are compared and shown. A text that is too long stays as it is. */
export function canonicalName(name: string): string {
  return plainAscii.test(name) || name.length > MAX_UNITS ? name : name.normalize('NFC')
}

/** Whether any user could be called so: 1 to 64 characters, none of them forbidden. */
export function isName(name: string): boolean {
  if (plainAscii.test(name)) return true
  if (name.length === 0 || name.length > MAX_UNITS) return false
  const canonical = name.normalize('NFC')
  return [...canonical].length <= MAX_NAME && !forbidden.test(canonical)
}

/** Names that no user can take, in any letter case, so that nobody poses as the server. */
export function isReservedName(name: string): boolean {
  return reserved.has(name.toLowerCase())
}
