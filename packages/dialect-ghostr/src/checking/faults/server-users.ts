import { serverHears } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const serverUserFaults: readonly GhostrFault[] = [
  {
    name: 'silent-presence',
    what: 'tells nobody who comes and goes',
    breaks: ['ghostr-3.1', 'ghostr-3.1a'],
    apply: (dialect) =>
      serverHears(dialect, {
        event: (event) => (event.kind === 'joined' || event.kind === 'left' ? undefined : event),
      }),
  },
]
