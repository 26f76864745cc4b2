import type { PasswordPolicy } from '@parley/contract'
import type { Options } from './options.ts'

/** How a listener judges passwords (2.7). */
export function policyOf({ register }: Options): PasswordPolicy {
  const unknown = register === 'open' ? 'register' : 'refuse'
  return { unknown, attempts: 3, lockTime: 60_000, lockout: 'address', several: false }
}
