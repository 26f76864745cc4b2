import { serverFrameFault } from '@parley/faulty'
import { type KtnFault, requestFault } from './mutations.ts'

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
]
