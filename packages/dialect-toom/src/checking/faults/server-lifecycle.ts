import { changeBodies, closeOnlyIf, type ToomFault } from './mutations.ts'

export const serverLifecycleFaults: readonly ToomFault[] = [
  {
    name: 'nameless-goodbye',
    what: 'says goodbye without the name',
    breaks: ['toom-3.7'],
    apply: changeBodies('OUT', () => 'Bye!'),
  },
  {
    name: 'stays',
    what: 'does not close after OUT',
    breaks: ['toom-3.7'],
    apply: closeOnlyIf((reason) => reason !== 'logout'),
  },
]
