import { eventFault } from '@parley/faulty'
import { type KtnFault, NoCopyLine, requestFault, responseFault } from './mutations.ts'

export const serverSendFaults: readonly KtnFault[] = [
  eventFault('keeps-to-itself', 'passes nothing on', ['ktn-3.6'], (event) =>
    event.kind === 'public' ? undefined : event,
  ),
  requestFault(
    'not-oneself',
    'sends the author no copy',
    ['ktn-3.6a', 'ktn-2.4a'],
    (request) => request,
    (line) => new NoCopyLine(line),
  ),
  responseFault('doubles', 'sends each message twice', ['ktn-3.6b'], 'message', (object) => [
    object,
    object,
  ]),
  responseFault(
    'adds-blank',
    'leaves a space at the end of a text',
    ['ktn-3.6c'],
    'message',
    (object) => object.replace(/"\}$/, ' "}'),
  ),
  responseFault(
    'one-line-texts',
    'makes a space of a line break',
    ['ktn-5.1'],
    'message',
    (object) => object.replaceAll('\\n', ' '),
  ),
]
