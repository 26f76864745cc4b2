import type { Flaw } from '@parley/contract'

/** The keys of an object on the wire and what stands under them, in their order; undefined: it is none. */
export function fieldsOf(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text.slice(Math.max(0, text.indexOf('{'))))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return new Map(Object.entries(value))
  } catch {
    return undefined
  }
}

/** An object without its strings, each of which is left as `""`. */
export function withoutStrings(text: string): string {
  return text.trim().replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
}

/** What is wrong unless it is so. */
export function unless(isSo: boolean, why: string): Flaw | undefined {
  return isSo ? undefined : { why }
}

/** In ASCII, as clients in use write it: what is checked is not how letters are encoded. */
export function ascii(text: string): string {
  return text.replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
