import type { FeedFilter, PageMessage } from './protocol.ts'

/** The longest text that a filter looks for, in characters. */
const LONGEST = 1000

/** What a page has said on the feed; undefined where it is not understood. */
export function readPageMessage(text: string): PageMessage | undefined {
  const value = parsed(text)
  const { kind, after, filter } = fieldsOf(value)
  if (kind !== 'resume' || !isCount(after)) return undefined
  const read = filter === undefined ? {} : readFilter(filter)
  return read === undefined ? undefined : { kind, after, filter: read }
}

function readFilter(value: unknown): FeedFilter | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { dialect, name, connection, text } = fieldsOf(value)
  const isGood = [dialect, name, text].every((one) => one === undefined || isShort(one))
  if (!isGood || (connection !== undefined && !isCount(connection))) return undefined
  return {
    ...(isShort(dialect) ? { dialect } : {}),
    ...(isShort(name) ? { name } : {}),
    ...(isShort(text) ? { text } : {}),
    ...(isCount(connection) ? { connection } : {}),
  }
}

/** The fields of an object in JSON; none where it is no object. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
