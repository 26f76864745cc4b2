/**
 * Which names a person could take for one another: by letter case, by width and style (NFKC), and by
 * look (the skeletons of Unicode Technical Standard 39). docs/decisions/0014-names-that-look-alike.md
 */
import { CONFUSABLES_VERSION, confusables } from './confusables.ts'

/**
 * How a listener tells names apart at a login. `alike`: no two names that could be taken for one
 * another. `exact`: as `alike`, but names that differ by letter case alone are two names.
 */
export type NameRule = 'alike' | 'exact'

/** A name with what it is compared by; two names are alike where either key is the same. */
export interface NameKeys {
  readonly name: string
  /** How it looks once its letter case is taken away: `Ivan` is like `ivan`. */
  readonly folded: string
  /**
   * How it looks as it stands: `Ivan`, with a capital i, is like `lvan` with a small L. A capital L, which
   * looks like neither, stays, so that names that end in A to Z can stand beside each other.
   */
  readonly shape: string
}

/** Changes whenever the keys of some name change: keys that were kept are then to be made anew. */
export const NAME_KEYS_VERSION = `${CONFUSABLES_VERSION}-2`

const plainAscii = /^[A-Za-z0-9_-]*$/
const asciiLooks: Readonly<Record<string, string>> = { 0: 'O', 1: 'l', I: 'l', m: 'rn' }

/** The keys of a name; it is canonical, and so no longer than a name can be. */
export function nameKeys(name: string): NameKeys {
  if (plainAscii.test(name)) {
    return { name, folded: asciiKey(name.toLowerCase()), shape: asciiShape(name) }
  }
  return {
    name,
    folded: keyOf(withoutCase(name.normalize('NFKC')), withoutCase),
    shape: keyOf(name, butForL),
  }
}

export function areAlike(one: NameKeys, other: NameKeys): boolean {
  return one.folded === other.folded || one.shape === other.shape
}

/** Whether two names that are alike are still one too many for a listener of that rule. */
export function collide(one: string, other: string, rule: NameRule): boolean {
  return rule === 'alike' || one === other || withoutCase(one) !== withoutCase(other)
}

/** The keys of a text of `plainAscii`. */
function asciiShape(text: string): string {
  return text.includes('L') ? text.split('L').map(asciiKey).join('L') : asciiKey(text)
}

function asciiKey(text: string): string {
  const look = text.replace(/[01Im]/g, (one) => asciiLooks[one] ?? one)
  return look.toLowerCase().replaceAll('m', 'rn')
}

/** What looks like an M is an m without its case, and that looks like rn: hence the second time. */
function keyOf(text: string, lower: (text: string) => string): string {
  return lower(shapeOf(lower(shapeOf(text))))
}

function butForL(text: string): string {
  return text.split('L').map(withoutCase).join('L')
}

/** The second step maps what the first has brought to light: a styled zero is a zero is an O. */
function shapeOf(text: string): string {
  return lookOf(lookOf(text.normalize('NFD')).normalize('NFKD')).normalize('NFKD')
}

/** Full case folding: the detour over capitals makes `ß` and `ss` the same. */
function withoutCase(text: string): string {
  return text.toUpperCase().toLowerCase()
}

function lookOf(text: string): string {
  looks ??= readLooks()
  let look = ''
  for (const character of text) look += looks.get(character) ?? character
  return look
}

/** Made for the first name that is not plain ASCII, of which there may never be one. */
let looks: ReadonlyMap<string, string> | undefined

function readLooks(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  let at = 0
  for (const [, step = '', codes = ''] of confusables.matchAll(/(\w+)=([\w.]+)/g)) {
    at += Number.parseInt(step, 36)
    const points = codes.split('.').map((code) => Number.parseInt(code, 36))
    found.set(String.fromCodePoint(at), String.fromCodePoint(...points))
  }
  return found
}
