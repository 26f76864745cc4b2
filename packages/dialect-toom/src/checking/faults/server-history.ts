import { bodyFault, changeBodies, type ToomFault } from './mutations.ts'

export const serverHistoryFaults: readonly ToomFault[] = [
  bodyFault('newest-first', 'tells the newest message first', ['toom-3.5'], 'RDM', (body) =>
    body.split('\n').reverse().join('\n'),
  ),
  {
    name: 'always-posted',
    what: 'tells edited messages as posted',
    breaks: ['toom-3.5f'],
    scope: 'extension',
    apply: changeBodies('RDM', (body) => body.replaceAll('", edited at ', '", posted at ')),
  },
  bodyFault('no-quotes', 'leaves out the quotes around a text', ['toom-3.5'], 'RDM', (body) =>
    body.replaceAll(/: "(.*)", (?=posted|edited)/g, ': $1, '),
  ),
  bodyFault('silent-rest', 'leaves out messages without a word', ['toom-3.5d'], 'RDM', (body) =>
    body.replace(/\n\.\.\. .*$/, ''),
  ),
]
