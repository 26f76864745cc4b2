import { serverTextFault } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const serverBlockingFaults: readonly GhostrFault[] = [
  serverTextFault(
    'blocks-in-vain',
    'says SUCCESS to somebody who is blocked',
    ['ghostr-4.1d', 'ghostr-4.8d'],
    (text) => text.replace('"USER_BLOCKED"', '"SUCCESS"'),
  ),
]
