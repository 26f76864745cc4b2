import type { Dialect, Phrases } from '@parley/contract'
import * as z from 'zod'

/** What looks like a placeholder: `{name}`, and also `{username}`, which is none. */
const PLACEHOLDER = /\{([a-z][a-z0-9_-]*)\}/gi

/** A text in which only these placeholders stand for something. Any other would be typed as it is. */
function textWith(...known: readonly string[]) {
  return z.string().superRefine((text, context) => {
    const stranger = [...text.matchAll(PLACEHOLDER)].find(([, key = '']) => !known.includes(key))
    if (stranger === undefined) return
    const choice = known.map((key) => `{${key}}`).join(' and ')
    const others = choice === '' ? 'there is none for this key' : `there are ${choice}`
    context.addIssue({
      code: 'custom',
      message: `there is no placeholder ${stranger[0]} here; ${others}`,
    })
  })
}

/** The most lines that are typed for one purpose. */
const MOST_LINES = 20

const linesWith = (...known: readonly string[]) => z.array(textWith(...known)).max(MOST_LINES)

const keys = {
  /** Shown before the first line may be typed; empty: it may be at once. */
  ready: textWith(),
  login: linesWith('name', 'password'),
  welcome: textWith('name'),
  send: linesWith('to', 'text'),
  heard: textWith('from', 'text'),
  /** How what was said to everybody is shown, where that differs. */
  heardByAll: textWith('from', 'text').optional(),
  list: linesWith(),
  /** Sends a file of the folder in which the client was started; `[]` where it cannot. */
  file: linesWith('to', 'file'),
  leave: linesWith(),
}

/**
 * What is typed at a client, and what it shows. `{name}`, `{password}`, `{to}`, `{from}` and `{text}`
 * stand for what they say, each where it has a value.
 */
export const driverSchema = z.strictObject({
  ...keys,
  ready: keys.ready.default(''),
  welcome: keys.welcome.default(''),
  file: keys.file.default([]),
})

/** Some keys of a driver. One that is missing stays so, and can come from the dialect. */
export const driverPartSchema = z.strictObject(keys).partial()

export type Driver = Readonly<z.infer<typeof driverSchema>>

/** What the dialect’s own terminal wants. */
export function defaultDriver({ terminal }: Dialect): Driver {
  const { phrases }: { readonly phrases: Phrases } = terminal
  return {
    ready: '',
    login: [...phrases.login('{name}', '{password}')],
    welcome: phrases.welcome('{name}'),
    send: [...phrases.send('{to}', '{text}')],
    heard: phrases.heard('{from}', '{text}'),
    list: [...phrases.list],
    file: [...(phrases.file?.('{to}', '{file}') ?? [])],
    leave: [...phrases.leave],
  }
}

/** The text with its places filled in. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-z]+)\}/g, (place, key: string) =>
    Object.hasOwn(values, key) ? (values[key] ?? place) : place,
  )
}
