import { terminalShows } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const clientReceiveFaults: readonly GhostrFault[] = [
  {
    name: 'no-sender',
    what: 'shows messages without their sender',
    breaks: ['ghostr-7.2'],
    apply: (dialect) => terminalShows(dialect, (text) => text.replace('yoda : ', '')),
  },
  {
    name: 'no-names',
    what: 'shows nothing of who is online',
    breaks: ['ghostr-7.2a'],
    apply: (dialect) => terminalShows(dialect, (text) => (text.includes('online') ? '' : text)),
  },
  {
    name: 'cuts-texts',
    what: 'shows the first 100 characters of a message',
    breaks: ['ghostr-7.2'],
    apply: (dialect) => terminalShows(dialect, (text) => text.slice(0, 100)),
  },
]
