import { clientWrites, textOf } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const clientLifecycleFaults: readonly GhostrFault[] = [
  {
    name: 'no-logout',
    what: 'goes without a logout',
    breaks: ['ghostr-8.1d'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) => (textOf(frame).includes('"logout"') ? [] : [frame])),
  },
]
