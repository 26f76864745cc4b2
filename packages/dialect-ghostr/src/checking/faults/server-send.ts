import { serverFrameFault, serverHears, serverTextFault, textOf } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const serverSendFaults: readonly GhostrFault[] = [
  serverFrameFault('doubles', 'sends every message twice', ['ghostr-4.1e'], (frame) =>
    textOf(frame).includes('"receive_message"') ? [frame, frame] : [frame],
  ),
  serverTextFault(
    'kept-out-of-order',
    'sends the second of several kept messages before the first',
    ['ghostr-4.2b'],
    (text) =>
      text.replace(/"(?:first|second)"/, (one) => (one === '"first"' ? '"second"' : '"first"')),
  ),
  serverTextFault('swaps', 'puts the text where the sender is due', ['ghostr-4.1'], (text) =>
    text.replace(/("receive_message", "from": )("[^"]*")(, "message": )("[^"]*")/, '$1$4$3$2'),
  ),
  serverTextFault('no-counts', 'answers a broadcast without counts', ['ghostr-4.3a'], (text) =>
    text.replace(/"n_sent": \d+, "n_blocked": \d+/, '"status": "SUCCESS"'),
  ),
  {
    name: 'forgets',
    what: 'does not send what it has kept',
    breaks: ['ghostr-4.2a'],
    apply: (dialect) => ({
      ...dialect,
      serve(line, options) {
        let begun = line.now
        const changed = serverHears(dialect, {
          event: (event) => (event.kind === 'direct' && event.time < begun ? undefined : event),
          request: (request) => {
            if (request.kind === 'login') begun = line.now
            return request
          },
        })
        return changed.serve(line, options)
      },
    }),
  },
  serverTextFault(
    'no-action',
    'answers a broadcast without an action',
    ['ghostr-1.3b', 'ghostr-4.3a'],
    (text) => text.replace('"action": "broadcast", ', ''),
  ),
  serverTextFault(
    'nameless-call',
    'leaves the username out of the answer to startprivate',
    ['ghostr-4.8'],
    (text) => text.replace(/(, "port": \d+), "username": "[^"]*"/, '$1'),
  ),
]
