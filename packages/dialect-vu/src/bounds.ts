import type { Bound } from '@parley/contract'
import type { Options } from './options.ts'
import { MOST_DELAYED, MOST_DELAYED_BYTES } from './unreliable/delayed.ts'
import { SILENCE } from './unreliable/session.ts'
import { LONGEST_DELAY } from './unreliable/settings.ts'

/** Of the unreliable variant, section 7. */
const unreliableBounds: readonly Bound[] = [
  {
    what: 'the silence of a user of the unreliable server',
    value: SILENCE,
    unit: 'ms',
    past: 'the user is logged out, without a word',
    closed: 'idle',
  },
  {
    what: 'messages of the unreliable server that wait for one user because of `DELAY`',
    value: MOST_DELAYED,
    unit: 'messages',
    past: 'further ones are sent at once',
  },
  {
    what: 'the bytes of these messages',
    value: MOST_DELAYED_BYTES,
    unit: 'bytes',
    past: 'further ones are sent at once',
  },
  {
    what: 'the longest delay that `DELAY-LEN` can set',
    value: LONGEST_DELAY * 1000,
    unit: 'ms',
    past: 'the setting is refused',
  },
]

export function bounds({ maxUsers }: Options): readonly Bound[] {
  return [
    {
      what: 'users logged in through one listener',
      value: maxUsers,
      unit: 'users',
      zeroIsNone: true,
      option: '--option vu.maxUsers',
      past: 'a further login is refused',
      refused: 'full',
    },
    ...unreliableBounds,
  ]
}
