import { clientTextFault } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const clientLoginFaults: readonly GhostrFault[] = [
  clientTextFault('no-port', 'logs in without a private_port', ['ghostr-8.1'], (text) =>
    text.replace(/, ?"private_port": ?\d+/, ''),
  ),
]
