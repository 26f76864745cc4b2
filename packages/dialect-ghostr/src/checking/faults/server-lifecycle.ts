import { stalledByReader } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

/** So many bytes to one client, after which it is waited for. */
const MOST = 16 * 1024

export const serverLifecycleFaults: readonly GhostrFault[] = [
  {
    name: 'stalled-by-a-reader',
    what: 'waits for a client that reads nothing, and serves nobody meanwhile',
    breaks: ['ghostr-3.2a'],
    apply: (dialect) => stalledByReader(dialect, MOST),
  },
]
