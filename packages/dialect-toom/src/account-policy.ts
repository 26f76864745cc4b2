import type { PasswordPolicy } from '@parley/contract'
import type { Options } from './options.ts'

/** How logins are judged (2.2, 2.4, 2.5). */
export function policyOf(chosen: Options): PasswordPolicy {
  return {
    unknown: chosen.register === 'open' ? 'register' : 'refuse',
    attempts: chosen.attempts,
    lockTime: chosen.blockDuration * 1000,
    lockout: chosen.lockout,
    several: true,
  }
}
