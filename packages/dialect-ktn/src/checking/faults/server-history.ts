import { type KtnFault, optionFault } from './mutations.ts'

export const serverHistoryFaults: readonly KtnFault[] = [
  optionFault('no-history', 'tells nothing of the past', ['ktn-4.1'], { history: 'none' }),
  optionFault('endless-history', 'tells everything that was ever said', ['ktn-4.3'], {
    historySize: 1000,
  }),
]
