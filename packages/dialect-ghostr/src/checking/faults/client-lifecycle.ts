import { clientWrites } from '@parley/faulty'
import { type GhostrFault, textOf } from './mutations.ts'

export const clientLifecycleFaults: readonly GhostrFault[] = [
  {
    name: 'no-logout',
    what: 'goes without a logout',
    breaks: ['ghostr-8.1d'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) => (textOf(frame).includes('"logout"') ? [] : [frame])),
  },
]
