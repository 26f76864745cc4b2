import { stalledByReader } from '@parley/faulty'
import type { VuFault } from './mutations.ts'

/** So many bytes to one client, after which it is waited for. */
const MOST = 256 * 1024

export const serverLifecycleFaults: readonly VuFault[] = [
  {
    name: 'stalled-by-a-reader',
    what: 'waits for a client that reads nothing, and serves nobody meanwhile',
    breaks: ['vu-2.7b'],
    apply: (dialect) => stalledByReader(dialect, MOST),
  },
]
