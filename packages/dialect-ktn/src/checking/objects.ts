import type { Flaw } from '@parley/contract'

/** The keys and values of an object in order; undefined if it is no object. */
export function fieldsOf(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text.slice(Math.max(0, text.indexOf('{'))))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return new Map(Object.entries(value))
  } catch {
    return undefined
  }
}

/** The same with the keys in lower case: as most clients read what a server writes otherwise. */
export function leniently(text: string): ReadonlyMap<string, unknown> | undefined {
  const fields = fieldsOf(text)
  if (fields === undefined) return undefined
  return new Map(Array.from(fields, ([key, value]) => [key.toLowerCase(), value]))
}

/** An object with every string replaced by `""`. */
export function withoutStrings(text: string): string {
  return text.trim().replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
}

/** A flaw with this reason, unless `isSo`. */
export function flawUnless(isSo: boolean, why: string): Flaw | undefined {
  return isSo ? undefined : { why }
}

/** Escapes non-ASCII characters, as clients in use do. */
export function toAscii(text: string): string {
  return text.replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
