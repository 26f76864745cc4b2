import { serverFrameFault, stalledByReader } from '@parley/faulty'
import { type KtnFault, requestFault } from './mutations.ts'

/** So many bytes to one client, after which it is waited for. */
const MOST = 16 * 1024

export const serverLifecycleFaults: readonly KtnFault[] = [
  requestFault(
    'keeps-names',
    'keeps a name after a logout',
    ['ktn-3.5a', 'ktn-3.7'],
    (request, line) => {
      if (request.kind !== 'logout' || line.name === '') return request
      line.say('info', 'Logout successful')
      return undefined
    },
  ),
  serverFrameFault(
    'closes-at-once',
    'closes at once after a logout',
    ['ktn-3.5c', 'ktn-3.5d'],
    (frame, line) => {
      line.write(frame)
      if (String(frame).includes('Logout successful')) line.close('logout')
      return []
    },
  ),
  {
    name: 'stalled-by-a-reader',
    what: 'waits for a client that reads nothing, and serves nobody meanwhile',
    breaks: ['ktn-3.13b'],
    apply: (dialect) => stalledByReader(dialect, MOST),
  },
]
