import { clientFrameFault, textOf } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const clientLifecycleFaults: readonly GhostrFault[] = [
  clientFrameFault('no-logout', 'goes without a logout', ['ghostr-8.1d'], (frame) =>
    textOf(frame).includes('"logout"') ? [] : [frame],
  ),
]
