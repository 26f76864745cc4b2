import { mangled, serverReads } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const serverListFaults: readonly GhostrFault[] = [
  {
    name: 'no-numbers',
    what: 'takes a time only as a string',
    breaks: ['ghostr-4.5a'],
    apply: (dialect) =>
      serverReads(dialect, (splitter) =>
        mangled(splitter, (chunk) => [
          new TextEncoder().encode(
            new TextDecoder().decode(chunk).replace(/"since": \d+/, '"since": "soon"'),
          ),
        ]),
      ),
  },
]
