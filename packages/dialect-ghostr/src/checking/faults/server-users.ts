import { eventFault } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const serverUserFaults: readonly GhostrFault[] = [
  eventFault(
    'silent-presence',
    'tells nobody who comes and goes',
    ['ghostr-3.1', 'ghostr-3.1a'],
    (event) => (event.kind === 'joined' || event.kind === 'left' ? undefined : event),
  ),
]
