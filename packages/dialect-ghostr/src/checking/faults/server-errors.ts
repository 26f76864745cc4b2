import { serverTextFault } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const serverErrorFaults: readonly GhostrFault[] = [
  serverTextFault(
    'everybody-exists',
    'says SUCCESS where the user does not exist',
    ['ghostr-4.1c', 'ghostr-4.6b'],
    (text) => text.replace('"USER_NOT_EXIST"', '"SUCCESS"'),
  ),
]
