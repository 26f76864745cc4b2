import { clientTextFault } from '@parley/faulty'
import type { GhostrTextFault } from './mutations.ts'

export const clientListFaults: readonly GhostrTextFault[] = [
  clientTextFault('other-list', 'asks for the list with LIST', ['ghostr-text-9.6a'], (text) =>
    text.replace('TYPE: WHOELSE;;', 'TYPE: LIST;;'),
  ),
]
