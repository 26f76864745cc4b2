import { type GhostrFault, says } from './mutations.ts'

export const serverLimitFaults: readonly GhostrFault[] = [
  {
    name: 'cuts-characters',
    what: 'loses the second half of a surrogate pair',
    breaks: ['ghostr-1.3d'],
    apply: says((text) => text.replace('\\ud83d\\udc69 long', '\\ud83d long')),
  },
  {
    name: 'cuts-objects',
    what: 'writes the first 512 bytes of a longer object',
    breaks: ['ghostr-1.3', 'ghostr-1.3c'],
    apply: says((text) => text.slice(0, 512)),
  },
]
