import { type KtnFault, withOptions } from './mutations.ts'

export const serverHistoryFaults: readonly KtnFault[] = [
  {
    name: 'no-history',
    what: 'tells nothing of the past',
    breaks: ['ktn-4.1'],
    apply: withOptions({ history: 'none' }),
  },
  {
    name: 'endless-history',
    what: 'tells everything that was ever said',
    breaks: ['ktn-4.3'],
    apply: withOptions({ historySize: 1000 }),
  },
]
