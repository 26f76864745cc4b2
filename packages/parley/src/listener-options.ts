import type { ServerDialect } from '@parley/contract'
import { ZodError, z } from 'zod'
import { messageOf, UsageError } from './errors.ts'
import { explain } from './explain.ts'
import type { Configuration } from './settings.ts'

/** What `--option` can say for every dialect’s listener, beside the dialect’s own options. */
const everyListener = z.object({ names: z.enum(['alike', 'exact']).default('alike') })

export const everyListenerNotes = {
  names:
    'serve only; exact: names that differ by letter case alone are two names at a login (alike)',
} satisfies Readonly<Record<keyof z.infer<typeof everyListener>, string>>

/** The options of a dialect’s listener, checked; the dialect parses its own ones again. */
export function listenerOptions(dialect: ServerDialect, { settings, naming }: Configuration) {
  const { strict, option } = settings
  const given = option?.[dialect.name] ?? {}
  try {
    const { names } = everyListener.parse(given, { reportInput: true })
    const own = Object.entries(given).filter(([key]) => !Object.hasOwn(everyListenerNotes, key))
    const options = { ...(strict === undefined ? {} : { strict }), ...Object.fromEntries(own) }
    dialect.options.parse(options)
    return { names, options }
  } catch (error) {
    if (!(error instanceof ZodError)) {
      throw new UsageError(`${naming(['option', dialect.name])}: ${messageOf(error)}`)
    }
    const known = Object.keys({ ...dialect.optionNotes, ...everyListenerNotes })
    throw new UsageError(explain(error, (path) => naming(['option', dialect.name, ...path]), known))
  }
}
