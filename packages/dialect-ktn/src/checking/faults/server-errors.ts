import { serverTextFault, serverWrites } from '@parley/faulty'
import { changeResponses, interceptRequests, type KtnFault } from './mutations.ts'

export const serverErrorFaults: readonly KtnFault[] = [
  {
    name: 'names-for-anyone',
    what: 'answers those who have not logged in',
    breaks: ['ktn-3.10'],
    apply: changeResponses('error', (object) =>
      object.includes('Not logged in') ? object.replace('"error"', '"info"') : object,
    ),
  },
  {
    name: 'unknown-is-fine',
    what: 'answers an unknown request with an info',
    breaks: ['ktn-3.8'],
    apply: changeResponses('error', (object) =>
      object.includes('Unknown') ? object.replace('"error"', '"info"') : object,
    ),
  },
  {
    name: 'closes-after-error',
    what: 'closes after an error',
    breaks: ['ktn-3.2c', 'ktn-3.3a', 'ktn-3.8b'],
    apply: (dialect) =>
      serverWrites(dialect, (frame, line) => {
        line.write(frame)
        if (String(frame).includes('"response":"error"')) line.close('malformed')
        return []
      }),
  },
  {
    name: 'no-help',
    what: 'does not know help',
    breaks: ['ktn-3.9'],
    apply: interceptRequests((request) =>
      request.kind === 'help' ? { kind: 'unknown' } : request,
    ),
  },
  serverTextFault('short-help', 'does not name all requests in its help', ['ktn-3.9a'], (object) =>
    object.replace(', names, help', ''),
  ),
  {
    name: 'empty-texts',
    what: 'takes a msg with no text',
    breaks: ['ktn-3.11'],
    apply: interceptRequests((request) =>
      request.kind === 'msg' && request.text === '' ? { ...request, text: '-' } : request,
    ),
  },
]
