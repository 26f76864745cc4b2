import { clientTextFault } from '@parley/faulty'
import type { GhostrTextFault } from './mutations.ts'

export const clientLifecycleFaults: readonly GhostrTextFault[] = [
  clientTextFault('no-goodbye', 'goes without LOGOUT', ['ghostr-text-9.12a'], (text) =>
    text.startsWith('TYPE: LOGOUT;;') ? '' : text,
  ),
]
