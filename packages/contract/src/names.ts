/**
 * Names. One namespace for all dialects: compared after Unicode NFC, case-sensitively. Whether a
 * name is free is another question: no other name may be alike (likeness.ts).
 * A dialect may narrow the rule for its own logins, never widen it.
 */
import { areAlike, nameKeys } from './likeness.ts'

/** Characters, counted as code points. */
export const MAX_NAME = 64

/**
 * UTF-16 units before composing. Composing takes time that grows with the square of the length of a
 * run of combining marks, so a longer text is not composed: it is no name.
 */
const MAX_UNITS = 2 * MAX_NAME

const plainAscii = /^[A-Za-z0-9_-]{1,64}$/
/** White space, controls, what shows nothing, and what dialects write around names. */
const forbidden =
  /[\p{White_Space}\p{C}\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{13441}\u{13442}\u{16fe4}\u{1d159},!@#$%^&*|:;"'\\<>]/u
/** A mark alone stands on whatever comes before the name. */
const leadingMark = /^\p{M}/u
const reserved = ['server', 'system', 'everyone', 'gateway', 'parley'].map(nameKeys)

/** The form under which names are compared and shown. A text that is too long stays as it is. */
export function canonicalName(name: string): string {
  return plainAscii.test(name) || name.length > MAX_UNITS ? name : name.normalize('NFC')
}

/** Whether any user could be called so: 1 to 64 characters, none of them forbidden. */
export function isName(name: string): boolean {
  if (plainAscii.test(name)) return true
  if (name.length === 0 || name.length > MAX_UNITS) return false
  const canonical = name.normalize('NFC')
  if (forbidden.test(canonical) || leadingMark.test(canonical)) return false
  return [...canonical].length <= MAX_NAME
}

/** Names that no user can take, nor any that are alike, so that nobody poses as the server. */
export function isReservedName(name: string): boolean {
  if (name.length > MAX_UNITS) return false
  const keys = nameKeys(canonicalName(name))
  return reserved.some((one) => areAlike(one, keys))
}
