import { serverSession, serverTextFault } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const serverBlockingFaults: readonly GhostrFault[] = [
  serverTextFault(
    'blocks-in-vain',
    'says SUCCESS to somebody who is blocked',
    ['ghostr-4.1d', 'ghostr-4.8d'],
    (text) => text.replace('"USER_BLOCKED"', '"SUCCESS"'),
  ),
  {
    name: 'unblock-kills',
    what: 'ends the connection at an unblock that no block has come before',
    breaks: ['ghostr-4.7a'],
    apply: (dialect) =>
      serverSession(
        dialect,
        (line) => line,
        (session, line) => {
          let hasBlocked = false
          return {
            take(request) {
              hasBlocked ||= request.kind === 'block'
              if (request.kind === 'unblock' && !hasBlocked) line.close('internal-error')
              else session.take(request)
            },
          }
        },
      ),
  },
]
