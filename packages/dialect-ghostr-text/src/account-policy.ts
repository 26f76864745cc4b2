import type { PasswordPolicy } from '@parley/contract'
import type { Options } from './options.ts'

/** How a login is judged (2). */
export function policyOf(options: Options): PasswordPolicy {
  return {
    unknown: options.register === 'open' ? 'register' : 'conceal',
    attempts: options.attempts,
    lockTime: options.blockDuration * 1000,
    lockout: options.lockout,
    several: false,
  }
}
