import { changeResponses, interceptRequests, type KtnFault } from './mutations.ts'

export const serverExtensionFaults: readonly KtnFault[] = [
  {
    name: 'tells-all',
    what: 'tells everybody what was said to one',
    breaks: ['ktn-6.1', 'ktn-6.1a'],
    apply: interceptRequests((request) =>
      request.kind === 'whisper' ? { kind: 'msg', text: request.whole } : request,
    ),
  },
  {
    name: 'drops-unknown',
    what: 'drops a text that begins with @ and a name that nobody has',
    breaks: ['ktn-6.1b'],
    apply: changeResponses('message', (object) => (object.includes('"content":"@') ? [] : object)),
  },
]
