import { serverTextFault, stalledByReader } from '@parley/faulty'
import type { GhostrTextFault } from './mutations.ts'

/** So many bytes to one client, after which it is waited for. */
const MOST = 16 * 1024

export const serverLifecycleFaults: readonly GhostrTextFault[] = [
  serverTextFault('silent-goodbye', 'does not answer LOGOUT', ['ghostr-text-9.12'], (text) =>
    text.startsWith('TYPE: LOGOUT;;') ? '' : text,
  ),
  {
    name: 'stalled-by-a-reader',
    what: 'waits for a client that reads nothing, and serves nobody meanwhile',
    breaks: ['ghostr-text-3.1a'],
    apply: (dialect) => stalledByReader(dialect, MOST),
  },
]
