import { type GhostrTextFault, serverFault } from './mutations.ts'

export const serverLifecycleFaults: readonly GhostrTextFault[] = [
  serverFault('silent-goodbye', 'does not answer LOGOUT', ['ghostr-text-9.12'], (text) =>
    text.startsWith('TYPE: LOGOUT;;') ? '' : text,
  ),
]
