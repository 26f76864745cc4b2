import { bodyFault, closeFault, type ToomFault } from './mutations.ts'

export const serverLifecycleFaults: readonly ToomFault[] = [
  bodyFault('nameless-goodbye', 'says goodbye without the name', ['toom-3.7'], 'OUT', () => 'Bye!'),
  closeFault('stays', 'does not close after OUT', ['toom-3.7'], (reason) => reason !== 'logout'),
]
