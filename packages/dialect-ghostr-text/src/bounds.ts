import type { Bound } from '@parley/contract'
import type { Options } from './options.ts'

export function bounds({ attempts, blockDuration, maxObject, timeout }: Options): readonly Bound[] {
  return [
    {
      what: 'one message to a client',
      value: maxObject,
      unit: 'bytes',
      zeroIsNone: true,
      option: '--option ghostr-text.maxObject',
      past: 'a longer text goes on in further messages',
    },
    {
      what: 'wrong passwords in a row',
      value: attempts,
      unit: 'attempts',
      option: '--option ghostr-text.attempts',
      past: `the name is locked for ${blockDuration} s (--option ghostr-text.blockDuration)`,
      refused: 'locked-out',
    },
    {
      what: 'the time in which a user asks for nothing',
      value: timeout,
      unit: 's',
      zeroIsNone: true,
      option: '--option ghostr-text.timeout',
      past: 'the user is logged out, and the connection closed a second later',
      closed: 'idle',
    },
  ]
}
