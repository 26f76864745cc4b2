import { serverFrameFault, serverInputFault, serverTextFault, textOf } from '@parley/faulty'
import { type GhostrFault, oneObject } from './mutations.ts'

export const serverFramingFaults: readonly GhostrFault[] = [
  serverInputFault('one-object-a-read', 'takes one read for one object', ['ghostr-1.2'], oneObject),
  {
    name: 'no-pace',
    what: 'writes as fast as it can',
    breaks: ['ghostr-1.3a'],
    apply: (dialect) => ({
      ...dialect,
      wire: (options) => ({ ...dialect.wire(options), pace: 0 }),
    }),
  },
  serverTextFault(
    'line-ends',
    'writes a line end behind every object',
    ['ghostr-1.1a'],
    (text) => `${text}\n`,
  ),
  serverFrameFault('two-pieces', 'writes each object in two pieces', ['ghostr-1.1'], (frame) => [
    textOf(frame).slice(0, 9),
    textOf(frame).slice(9),
  ]),
]
