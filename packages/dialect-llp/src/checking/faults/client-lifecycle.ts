import { type LlpFault, sentFault } from './mutations.ts'

export const clientLifecycleFaults: readonly LlpFault[] = [
  sentFault('no-goodbye', 'goes without LOGOUT', ['llp-5.4'], (line) =>
    line === 'LOGOUT' ? undefined : line,
  ),
]
