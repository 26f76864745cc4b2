import type { Dialect, Phrases } from '@parley/contract'
import { z } from 'zod'

const lines = z.array(z.string()).max(20)

/**
 * What is typed at a client, and what it shows. In every text `{name}`, `{password}`, `{to}`,
 * `{from}` and `{text}` stand for what they say.
 */
export const driverSchema = z.strictObject({
  /** Shown before the first line may be typed; empty: it may be at once. */
  ready: z.string().default(''),
  login: lines,
  welcome: z.string().default(''),
  send: lines,
  heard: z.string(),
  /** How what was said to everybody is shown, where that differs. */
  heardByAll: z.string().optional(),
  list: lines,
  leave: lines,
})

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
    leave: [...phrases.leave],
  }
}

/** The text with its places filled in. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-z]+)\}/g, (place, key: string) =>
    Object.hasOwn(values, key) ? (values[key] ?? place) : place,
  )
}
