import { type KtnFault, requestFault, responseFault } from './mutations.ts'

export const serverExtensionFaults: readonly KtnFault[] = [
  requestFault(
    'tells-all',
    'tells everybody what was said to one',
    ['ktn-6.1', 'ktn-6.1a'],
    (request) => (request.kind === 'whisper' ? { kind: 'msg', text: request.whole } : request),
  ),
  responseFault(
    'drops-unknown',
    'drops a text that begins with @ and a name that nobody has',
    ['ktn-6.1b'],
    'message',
    (object) => (object.includes('"content":"@') ? [] : object),
  ),
]
