import { clientTextFault } from '@parley/faulty'
import type { GhostrTextFault } from './mutations.ts'

export const clientSendFaults: readonly GhostrTextFault[] = [
  clientTextFault('swapped', 'swaps FROM and TO', ['ghostr-text-9.4d'], (text) =>
    text.replace(/^TYPE: MSG;;FROM: ([^;]*);;TO: ([^;]*);;/, 'TYPE: MSG;;FROM: $2;;TO: $1;;'),
  ),
]
