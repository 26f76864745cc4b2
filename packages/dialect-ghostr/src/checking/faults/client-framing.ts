import { clientReads, mangled } from '@parley/faulty'
import { type GhostrFault, oneObject, sends } from './mutations.ts'

export const clientFramingFaults: readonly GhostrFault[] = [
  {
    name: 'line-end',
    what: 'writes a line end behind each object',
    breaks: ['ghostr-1.1a'],
    apply: sends((text) => `${text}\n`),
  },
  {
    name: 'one-object-a-read',
    what: 'takes one read for one object',
    breaks: ['ghostr-8.2a'],
    apply: (dialect) => clientReads(dialect, (splitter) => mangled(splitter, oneObject)),
  },
]
