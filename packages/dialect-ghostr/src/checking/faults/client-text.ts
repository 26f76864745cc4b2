import { clientTextFault } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const clientTextFaults: readonly GhostrFault[] = [
  clientTextFault('ascii-only', 'loses letters outside ASCII', ['ghostr-1.1'], (text) =>
    text.replaceAll(/\\u00[0-9a-f]{2}|[\u0080-\uffff]/g, '?'),
  ),
]
