import { type LlpFault, sends } from './mutations.ts'

export const clientLifecycleFaults: readonly LlpFault[] = [
  {
    name: 'no-goodbye',
    what: 'goes without LOGOUT',
    breaks: ['llp-5.4'],
    apply: sends((line) => (line === 'LOGOUT' ? undefined : line)),
  },
]
