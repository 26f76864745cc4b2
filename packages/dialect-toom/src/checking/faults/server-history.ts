import { changeBodies, type ToomFault } from './mutations.ts'

export const serverHistoryFaults: readonly ToomFault[] = [
  {
    name: 'newest-first',
    what: 'tells the newest message first',
    breaks: ['toom-3.5'],
    apply: changeBodies('RDM', (body) => body.split('\n').reverse().join('\n')),
  },
  {
    name: 'always-posted',
    what: 'tells edited messages as posted',
    breaks: ['toom-3.5f'],
    scope: 'extension',
    apply: changeBodies('RDM', (body) => body.replaceAll('", edited at ', '", posted at ')),
  },
  {
    name: 'no-quotes',
    what: 'leaves out the quotes around a text',
    breaks: ['toom-3.5'],
    apply: changeBodies('RDM', (body) => body.replaceAll(/: "(.*)", (?=posted|edited)/g, ': $1, ')),
  },
  {
    name: 'silent-rest',
    what: 'leaves out messages without a word',
    breaks: ['toom-3.5d'],
    apply: changeBodies('RDM', (body) => body.replace(/\n\.\.\. .*$/, '')),
  },
]
