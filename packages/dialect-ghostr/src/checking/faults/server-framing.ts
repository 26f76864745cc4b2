import { mangled, serverReads, serverWrites } from '@parley/faulty'
import { type GhostrFault, oneObject, says, textOf } from './mutations.ts'

export const serverFramingFaults: readonly GhostrFault[] = [
  {
    name: 'one-object-a-read',
    what: 'takes one read for one object',
    breaks: ['ghostr-1.2'],
    apply: (dialect) => serverReads(dialect, (splitter) => mangled(splitter, oneObject)),
  },
  {
    name: 'line-ends',
    what: 'writes a line end behind every object',
    breaks: ['ghostr-1.1a'],
    apply: says((text) => `${text}\n`),
  },
  {
    name: 'two-pieces',
    what: 'writes each object in two pieces',
    breaks: ['ghostr-1.1'],
    apply: (dialect) =>
      serverWrites(dialect, (frame) => [textOf(frame).slice(0, 9), textOf(frame).slice(9)]),
  },
]
