import type { PasswordPolicy, PublicMessage } from '@parley/contract'
import { memoLast } from '@parley/framing'
import { policyOf } from './account-policy.ts'
import { Departures } from './departures.ts'
import { Identities } from './identities.ts'
import { MessageFrames, publicMessage } from './message-frames.ts'
import type { Options } from './options.ts'

/** What the connections of one listener share. */
export interface Shared {
  readonly policy: PasswordPolicy
  readonly identities: Identities
  readonly departures: Departures
  /** The lines of a message to everyone, made for its first recipient and shared by all. */
  readonly framesOf: (message: PublicMessage) => MessageFrames
}

const listeners = new WeakMap<Options, Shared>()

/** The connections of one listener have one `Options` and so share all of this. */
export function sharedBy(options: Options): Shared {
  const shared = listeners.get(options) ?? {
    policy: policyOf(options),
    identities: new Identities(),
    departures: new Departures(),
    framesOf: memoLast((message: PublicMessage) => {
      return new MessageFrames(publicMessage(message), options)
    }),
  }
  listeners.set(options, shared)
  return shared
}
