import { serverInputFault } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const serverListFaults: readonly GhostrFault[] = [
  serverInputFault('no-numbers', 'takes a time only as a string', ['ghostr-4.5a'], (text) =>
    text.replace(/"since": \d+/, '"since": "soon"'),
  ),
]
