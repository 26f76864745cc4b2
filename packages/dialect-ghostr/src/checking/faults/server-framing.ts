import { serverInputFault, serverTextFault, serverWrites, textOf } from '@parley/faulty'
import { type GhostrFault, oneObject } from './mutations.ts'

export const serverFramingFaults: readonly GhostrFault[] = [
  serverInputFault('one-object-a-read', 'takes one read for one object', ['ghostr-1.2'], oneObject),
  serverTextFault(
    'line-ends',
    'writes a line end behind every object',
    ['ghostr-1.1a'],
    (text) => `${text}\n`,
  ),
  {
    name: 'two-pieces',
    what: 'writes each object in two pieces',
    breaks: ['ghostr-1.1'],
    apply: (dialect) =>
      serverWrites(dialect, (frame) => [textOf(frame).slice(0, 9), textOf(frame).slice(9)]),
  },
]
