/** The keys of an object that has come. */
import type { JsonItem } from '@parley/framing'

const HIGHEST_PORT = 65_535

/** The object that an item is; undefined where it is none. */
export function fieldsOf(item: JsonItem): object | undefined {
  if (item.kind !== 'object') return undefined
  try {
    const value: unknown = JSON.parse(item.text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** What stands under a key; inherited ones are none. */
export function under(fields: object, key: string): unknown {
  return Object.hasOwn(fields, key) ? Reflect.get(fields, key) : undefined
}

export function stringIn(fields: object, key: string): string | undefined {
  const value = under(fields, key)
  return typeof value === 'string' ? value : undefined
}

/** A number, also where it is written as a string. */
export function numberIn(fields: object, key: string): number {
  const value = under(fields, key)
  if (typeof value === 'string') return value.trim() === '' ? Number.NaN : Number(value)
  return typeof value === 'number' ? value : Number.NaN
}

export function portIn(fields: object, key: string): number | undefined {
  const port = numberIn(fields, key)
  return Number.isInteger(port) && port > 0 && port <= HIGHEST_PORT ? port : undefined
}

/** A room; '', which no room is called, where it is no string; undefined where there is no such key. */
export function roomIn(fields: object): string | undefined {
  return Object.hasOwn(fields, 'room') ? (stringIn(fields, 'room') ?? '') : undefined
}
