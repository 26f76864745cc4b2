import type { PasswordPolicy } from '@parley/contract'
import { policyOf } from './account-policy.ts'
import { Voice } from './events.ts'
import type { Options } from './options.ts'

/** What the connections of one listener share. */
export interface Shared {
  readonly voice: Voice
  readonly policy: PasswordPolicy
}

const listeners = new WeakMap<Options, Shared>()

/** The connections of one listener have one `Options` and so share all of this. */
export function sharedBy(options: Options): Shared {
  const shared = listeners.get(options) ?? { voice: new Voice(options), policy: policyOf(options) }
  listeners.set(options, shared)
  return shared
}
