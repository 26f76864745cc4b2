import { serverInputFault } from '@parley/faulty'
import { changeBodies, type ToomFault, wrapServerSession } from './mutations.ts'

const WHEN = '20 Nov 2026 22:55:14'

export const serverLimitFaults: readonly ToomFault[] = [
  {
    name: 'reply-without-end',
    what: 'sends more than 2048 bytes in one reply',
    breaks: ['toom-1.1a'],
    apply: changeBodies('RDM', (body) =>
      body.length > 900 ? `${body}\n#99, ann: "${'x'.repeat(2000)}", posted at ${WHEN}.` : body,
    ),
  },
  serverInputFault(
    'reads-1024',
    'reads no more than 1024 bytes of what came at once',
    ['toom-1.1a', 'toom-1.2'],
    (text) => text.slice(0, 1024),
  ),
  {
    name: 'closes-when-too-long',
    what: 'closes the connection for a request of more than 2048 bytes',
    breaks: ['toom-1.1d'],
    apply: wrapServerSession({
      take(request, line) {
        if (request.kind === 'long') line.close('frame-too-long')
      },
    }),
  },
]
