import { serverInputFault } from '@parley/faulty'
import { bodyFault, sessionFault, type ToomFault } from './mutations.ts'

const WHEN = '20 Nov 2026 22:55:14'

export const serverLimitFaults: readonly ToomFault[] = [
  bodyFault(
    'reply-without-end',
    'sends more than 2048 bytes in one reply',
    ['toom-1.1a'],
    'RDM',
    (body) =>
      body.length > 900 ? `${body}\n#99, ann: "${'x'.repeat(2000)}", posted at ${WHEN}.` : body,
  ),
  serverInputFault(
    'reads-1024',
    'reads no more than 1024 bytes of what came at once',
    ['toom-1.1a', 'toom-1.2'],
    (text) => text.slice(0, 1024),
  ),
  sessionFault(
    'closes-when-too-long',
    'closes the connection for a request of more than 2048 bytes',
    ['toom-1.1d'],
    {
      take(request, line) {
        if (request.kind === 'long') line.close('frame-too-long')
      },
    },
  ),
]
