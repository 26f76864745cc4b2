import { serverHears, serverWrites } from '@parley/faulty'
import { type GhostrFault, says, textOf } from './mutations.ts'

export const serverSendFaults: readonly GhostrFault[] = [
  {
    name: 'doubles',
    what: 'sends every message twice',
    breaks: ['ghostr-4.1e'],
    apply: (dialect) =>
      serverWrites(dialect, (frame) =>
        textOf(frame).includes('"receive_message"') ? [frame, frame] : [frame],
      ),
  },
  {
    name: 'swaps',
    what: 'puts the text where the sender is due',
    breaks: ['ghostr-4.1'],
    apply: says((text) =>
      text.replace(/("receive_message", "from": )("[^"]*")(, "message": )("[^"]*")/, '$1$4$3$2'),
    ),
  },
  {
    name: 'no-counts',
    what: 'answers a broadcast without counts',
    breaks: ['ghostr-4.3a'],
    apply: says((text) => text.replace(/"n_sent": \d+, "n_blocked": \d+/, '"status": "SUCCESS"')),
  },
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
  {
    name: 'no-action',
    what: 'answers a broadcast without an action',
    breaks: ['ghostr-1.3b', 'ghostr-4.3a'],
    apply: says((text) => text.replace('"action": "broadcast", ', '')),
  },
  {
    name: 'nameless-call',
    what: 'leaves the username out of the answer to startprivate',
    breaks: ['ghostr-4.8'],
    apply: says((text) => text.replace(/(, "port": \d+), "username": "[^"]*"/, '$1')),
  },
]
