import { type GhostrFault, sends } from './mutations.ts'

export const clientTextFaults: readonly GhostrFault[] = [
  {
    name: 'ascii-only',
    what: 'loses letters outside ASCII',
    breaks: ['ghostr-1.1'],
    apply: sends((text) => text.replaceAll(/\\u00[0-9a-f]{2}|[\u0080-\uffff]/g, '?')),
  },
]
