import { canonicalName, isName } from '@parley/contract'
import type { Ports } from '@parley/engine'
import type { Log } from '@parley/server'
import { UsageError } from './errors.ts'
import type { Configuration } from './settings.ts'

/** The names that the settings give the rights of a moderator. */
export function moderatorsOf({ settings, naming }: Configuration): ReadonlySet<string> {
  const names = settings.moderator?.map((given, index) => {
    if (isName(given)) return canonicalName(given)
    throw new UsageError(`${naming(['moderator', index])}: "${given}" cannot be a name`)
  })
  return new Set(names)
}

/** Warns of names that have no account yet: whoever makes it will be a moderator. */
export function warnOfModerators(
  moderators: ReadonlySet<string>,
  { accounts }: Pick<Ports, 'accounts'>,
  log: Log,
): void {
  for (const name of moderators) {
    if (accounts.has(name)) continue
    log('warn', `--moderator: ${name} has no account yet: whoever makes it will be a moderator`)
  }
}
