import { serverHears } from '@parley/faulty'
import { changeResponses, interceptRequests, type KtnFault, NoCopyLine } from './mutations.ts'

export const serverSendFaults: readonly KtnFault[] = [
  {
    name: 'keeps-to-itself',
    what: 'passes nothing on',
    breaks: ['ktn-3.6'],
    apply: (dialect) =>
      serverHears(dialect, { event: (event) => (event.kind === 'public' ? undefined : event) }),
  },
  {
    name: 'not-oneself',
    what: 'sends the author no copy',
    breaks: ['ktn-3.6a'],
    apply: interceptRequests(
      (request) => request,
      (line) => new NoCopyLine(line),
    ),
  },
  {
    name: 'doubles',
    what: 'sends each message twice',
    breaks: ['ktn-3.6b'],
    apply: changeResponses('message', (object) => [object, object]),
  },
  {
    name: 'adds-blank',
    what: 'leaves a space at the end of a text',
    breaks: ['ktn-3.6c'],
    apply: changeResponses('message', (object) => object.replace(/"\}$/, ' "}')),
  },
  {
    name: 'one-line-texts',
    what: 'makes a space of a line break',
    breaks: ['ktn-5.1'],
    apply: changeResponses('message', (object) => object.replaceAll('\\n', ' ')),
  },
]
