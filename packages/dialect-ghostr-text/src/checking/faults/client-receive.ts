import { terminalShows } from '@parley/faulty'
import type { GhostrTextFault } from './mutations.ts'

export const clientReceiveFaults: readonly GhostrTextFault[] = [
  {
    name: 'no-sender',
    what: 'does not show from whom a message is',
    breaks: ['ghostr-text-9.4e'],
    apply: (dialect) => terminalShows(dialect, (text) => text.replace(/^\S+ : /, '')),
  },
]
