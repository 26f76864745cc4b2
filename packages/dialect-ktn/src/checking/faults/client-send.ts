import { clientTextFault } from '@parley/faulty'
import { type KtnFault, withOptions } from './mutations.ts'

export const clientSendFaults: readonly KtnFault[] = [
  clientTextFault('splits-text', 'takes several spaces of a text for one', ['ktn-2.1g'], (object) =>
    object.replaceAll(/ +/g, ' '),
  ),
  {
    name: 'no-pace',
    what: 'sends requests as fast as it can',
    breaks: ['ktn-8.1a'],
    apply: withOptions({ pace: 0 }),
  },
  {
    name: 'long-requests',
    what: 'sends texts of any length',
    breaks: ['ktn-8.1b'],
    apply: withOptions({ maxObject: 0 }),
  },
]
