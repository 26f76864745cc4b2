import { changeClientOutput, type KtnFault, withOptions } from './mutations.ts'

export const clientSendFaults: readonly KtnFault[] = [
  {
    name: 'splits-text',
    what: 'takes several spaces of a text for one',
    breaks: ['ktn-2.1g'],
    apply: (dialect) => changeClientOutput(dialect, (object) => object.replaceAll(/ +/g, ' ')),
  },
  {
    name: 'no-pace',
    what: 'sends requests as fast as it can',
    breaks: ['ktn-8.1a'],
    apply: (dialect) => withOptions(dialect, { pace: 0 }),
  },
  {
    name: 'long-requests',
    what: 'sends texts of any length',
    breaks: ['ktn-8.1b'],
    apply: (dialect) => withOptions(dialect, { maxObject: 0 }),
  },
]
