import type { PasswordPolicy } from '@parley/contract'
import type { Options } from './options.ts'

/** How a listener judges passwords (2.3, 2.4). */
export function policyOf({ register, attempts, blockDuration, lockout }: Options): PasswordPolicy {
  const unknown = register === 'open' ? 'register' : 'conceal'
  return { unknown, attempts, lockTime: blockDuration * 1000, lockout, several: false }
}
