import type { Bound } from '@parley/contract'
import type { Options } from './options.ts'

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
  ]
}
