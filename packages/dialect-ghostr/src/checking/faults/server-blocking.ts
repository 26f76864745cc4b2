import { type GhostrFault, says } from './mutations.ts'

export const serverBlockingFaults: readonly GhostrFault[] = [
  {
    name: 'blocks-in-vain',
    what: 'says SUCCESS to somebody who is blocked',
    breaks: ['ghostr-4.1d', 'ghostr-4.8d'],
    apply: says((text) => text.replace('"USER_BLOCKED"', '"SUCCESS"')),
  },
]
