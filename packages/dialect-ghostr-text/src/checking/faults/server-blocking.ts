import { reply } from '../../serializer.ts'
import { type GhostrTextFault, serverFault, twisted } from './mutations.ts'

export const serverBlockingFaults: readonly GhostrTextFault[] = [
  serverFault(
    'silent-blocks',
    'does not tell who missed a broadcast',
    ['ghostr-text-9.9a'],
    (text) => (text.includes(';;ERR: Your message could not') ? '' : text),
  ),
  serverFault('other-words', 'gives other reasons', ['ghostr-text-9.8'], (text) =>
    text.replace(' already blocked;;', ' is already blocked;;'),
  ),
  {
    name: 'blocks-nobody',
    what: 'says that somebody is blocked, and does nothing',
    breaks: ['ghostr-text-9.9', 'ghostr-text-9.8'],
    apply: (dialect) =>
      twisted(dialect, (line) => ({
        take(request) {
          if (request.kind !== 'BLOCK') return request
          line.write(reply('BLOCK', request.who, request.blocker, '1', '0'))
          return undefined
        },
      })),
  },
]
