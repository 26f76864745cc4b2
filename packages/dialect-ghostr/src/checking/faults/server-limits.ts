import { serverTextFault } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const serverLimitFaults: readonly GhostrFault[] = [
  serverTextFault(
    'cuts-characters',
    'loses the second half of a surrogate pair',
    ['ghostr-1.3d'],
    (text) => text.replace('\\ud83d\\udc69 long', '\\ud83d long'),
  ),
  serverTextFault(
    'cuts-objects',
    'writes the first 512 bytes of a longer object',
    ['ghostr-1.3', 'ghostr-1.3c'],
    (text) => text.slice(0, 512),
  ),
]
