import { clientTextFault } from '@parley/faulty'
import { type KtnFault, optionFault } from './mutations.ts'

export const clientSendFaults: readonly KtnFault[] = [
  clientTextFault('splits-text', 'takes several spaces of a text for one', ['ktn-2.1g'], (object) =>
    object.replaceAll(/ +/g, ' '),
  ),
  optionFault('no-pace', 'sends requests as fast as it can', ['ktn-8.1a'], { pace: 0 }),
  optionFault('long-requests', 'sends texts of any length', ['ktn-8.1b'], { maxObject: 0 }),
]
