import { serverFrameFault, serverTextFault } from '@parley/faulty'
import { type KtnFault, requestFault, responseFault } from './mutations.ts'

export const serverErrorFaults: readonly KtnFault[] = [
  responseFault(
    'names-for-anyone',
    'answers those who have not logged in',
    ['ktn-3.10'],
    'error',
    (object) => (object.includes('Not logged in') ? object.replace('"error"', '"info"') : object),
  ),
  responseFault(
    'unknown-is-fine',
    'answers an unknown request with an info',
    ['ktn-3.8'],
    'error',
    (object) => (object.includes('Unknown') ? object.replace('"error"', '"info"') : object),
  ),
  serverFrameFault(
    'closes-after-error',
    'closes after an error',
    ['ktn-3.2c', 'ktn-3.3a', 'ktn-3.8b'],
    (frame, line) => {
      line.write(frame)
      if (String(frame).includes('"response":"error"')) line.close('malformed')
      return []
    },
  ),
  requestFault('no-help', 'does not know help', ['ktn-3.9'], (request) =>
    request.kind === 'help' ? { kind: 'unknown' } : request,
  ),
  serverTextFault('short-help', 'does not name all requests in its help', ['ktn-3.9a'], (object) =>
    object.replace(', names, help', ''),
  ),
  requestFault('empty-texts', 'takes a msg with no text', ['ktn-3.11'], (request) =>
    request.kind === 'msg' && request.text === '' ? { ...request, text: '-' } : request,
  ),
]
