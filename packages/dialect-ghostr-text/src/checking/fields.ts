/** Messages as a check reads and writes them, without the code that is under test. */
import type { Flaw, Heard } from '@parley/contract'

/** The fields of a message by their keys, TYPE apart. */
export type Fields = Readonly<Record<string, string>>

/** One message, with its fields in this order. */
export function message(type: string, fields: Fields): string {
  const all = Object.entries({ TYPE: type, ...fields })
  return all.map(([key, value]) => `${key}: ${value};;`).join('')
}

/** The fields of one message as they came; white space and semicolons before a key are no part of it. */
export function fieldsIn(text: string): readonly (readonly [key: string, value: string])[] {
  const raw = text.trimEnd().split(';;').slice(0, -1)
  return raw.map((field) => {
    const [, key = '', value = ''] = /^[\s;]*([^:]*):? ?([\s\S]*)$/.exec(field) ?? []
    return [key, value] as const
  })
}

/** The value of a field; undefined where it has none of that key. */
export function valueIn(text: string, key: string): string | undefined {
  return fieldsIn(text).find(([name]) => name === key)?.[1]
}

/** What is wrong with a message, in whatever order its fields came. */
export function flawOf({ text }: Heard<unknown>, type: string, wanted: Fields): Flaw | undefined {
  const came = new Map(fieldsIn(text))
  for (const [key, value] of Object.entries({ TYPE: type, ...wanted })) {
    const other = came.get(key)
    if (other === undefined) return { why: `it has no ${key}` }
    if (other !== value) {
      return {
        why: key === 'TYPE' ? 'another message came' : `another ${key} came`,
        ...placeOf(text, key),
      }
    }
  }
  return undefined
}

/** Where the value of a field begins, in bytes. */
function placeOf(text: string, key: string): { at?: number } {
  const at = text.indexOf(`${key}: `)
  return at < 0 ? {} : { at: new TextEncoder().encode(text.slice(0, at + key.length + 2)).length }
}

/** How a message is written wrongly (1.1). */
export function grammarFlaw({ text }: Heard<unknown>): Flaw | undefined {
  const fields = text.trim().split(';;').slice(0, -1)
  if (!text.trim().startsWith('TYPE: ')) return { why: 'TYPE: is not the first field', at: 0 }
  const isRight = fields.every((field) => /^\s*[A-Z]+: /.test(field))
  return isRight ? undefined : { why: 'a field is not written as KEY: value;;' }
}

/** White space that no message has (1.1b). */
export function spaceFlaw({ text }: Heard<unknown>): Flaw | undefined {
  const before = /^\s/.test(text)
  if (before) return { why: 'something stands behind the message before it', at: 0 }
  return /;;\s*$/.test(text) && !/;;\s+[A-Z]+: /.test(text)
    ? undefined
    : { why: 'something stands between two fields' }
}

/** Values that a reader takes for more or for less than they are (1.4). */
export function valueFlaw({ text }: Heard<unknown>): Flaw | undefined {
  for (const [key, value] of fieldsIn(text)) {
    if (value.includes(':')) return { why: `there is a colon in ${key}`, ...placeOf(text, key) }
  }
  return undefined
}

/** Semicolons that belong to no field (1.4a). */
export function semicolonFlaw({ text }: Heard<unknown>): Flaw | undefined {
  if (text.trimStart().startsWith(';')) {
    return { why: 'the value before it ends in a semicolon', at: 0 }
  }
  const isField = text
    .trim()
    .split(';;')
    .slice(0, -1)
    .every((field) => field.includes(': '))
  return isField ? undefined : { why: 'there are two semicolons in a value' }
}

/** Whether its fields came in this order (1.3b). */
export function orderFlaw({ text }: Heard<unknown>, keys: readonly string[]): Flaw | undefined {
  const came = fieldsIn(text).map(([key]) => key)
  const wanted = ['TYPE', ...keys]
  const isRight = wanted.every((key, index) => came[index] === key)
  return isRight ? undefined : { why: `the fields came as ${came.join(', ')}` }
}
