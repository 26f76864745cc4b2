import { shownFault } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const clientReceiveFaults: readonly GhostrFault[] = [
  shownFault('no-sender', 'shows messages without their sender', ['ghostr-7.2'], (text) =>
    text.replace('yoda : ', ''),
  ),
  shownFault('no-names', 'shows nothing of who is online', ['ghostr-7.2a'], (text) =>
    text.includes('online') ? '' : text,
  ),
  shownFault('cuts-texts', 'shows the first 100 characters of a message', ['ghostr-7.2'], (text) =>
    text.slice(0, 100),
  ),
]
