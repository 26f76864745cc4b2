import { serverTextFault } from '@parley/faulty'
import { reply } from '../../serializer.ts'
import { type GhostrTextFault, twistedFault } from './mutations.ts'

export const serverBlockingFaults: readonly GhostrTextFault[] = [
  serverTextFault(
    'silent-blocks',
    'does not tell who missed a broadcast',
    ['ghostr-text-9.9a'],
    (text) => (text.includes(';;ERR: Your message could not') ? '' : text),
  ),
  serverTextFault('other-words', 'gives other reasons', ['ghostr-text-9.8'], (text) =>
    text.replace(' already blocked;;', ' is already blocked;;'),
  ),
  twistedFault(
    'blocks-nobody',
    'says that somebody is blocked, and does nothing',
    ['ghostr-text-9.9', 'ghostr-text-9.8'],
    (line) => ({
      take(request) {
        if (request.kind !== 'BLOCK') return request
        line.write(reply('BLOCK', request.who, request.blocker, '1', '0'))
        return undefined
      },
    }),
  ),
]
