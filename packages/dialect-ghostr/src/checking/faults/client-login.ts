import { type GhostrFault, sends } from './mutations.ts'

export const clientLoginFaults: readonly GhostrFault[] = [
  {
    name: 'no-port',
    what: 'logs in without a private_port',
    breaks: ['ghostr-8.1'],
    apply: sends((text) => text.replace(/, ?"private_port": ?\d+/, '')),
  },
]
