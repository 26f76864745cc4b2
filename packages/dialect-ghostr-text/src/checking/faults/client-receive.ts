import { shownFault } from '@parley/faulty'
import type { GhostrTextFault } from './mutations.ts'

export const clientReceiveFaults: readonly GhostrTextFault[] = [
  shownFault('no-sender', 'does not show from whom a message is', ['ghostr-text-9.4e'], (text) =>
    text.replace(/^\S+ : /, ''),
  ),
]
