import { serverTextFault } from '@parley/faulty'
import type { GhostrTextFault } from './mutations.ts'

export const serverLifecycleFaults: readonly GhostrTextFault[] = [
  serverTextFault('silent-goodbye', 'does not answer LOGOUT', ['ghostr-text-9.12'], (text) =>
    text.startsWith('TYPE: LOGOUT;;') ? '' : text,
  ),
]
