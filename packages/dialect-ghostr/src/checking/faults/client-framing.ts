import { clientInputFault, clientTextFault } from '@parley/faulty'
import { type GhostrFault, oneObject } from './mutations.ts'

export const clientFramingFaults: readonly GhostrFault[] = [
  clientTextFault(
    'line-end',
    'writes a line end behind each object',
    ['ghostr-1.1a'],
    (text) => `${text}\n`,
  ),
  clientInputFault(
    'one-object-a-read',
    'takes one read for one object',
    ['ghostr-8.2a'],
    oneObject,
  ),
]
