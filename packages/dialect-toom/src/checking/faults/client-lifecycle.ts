import { changeRequests, type ToomFault } from './mutations.ts'

export const clientLifecycleFaults: readonly ToomFault[] = [
  {
    name: 'no-goodbye',
    what: 'goes without OUT',
    breaks: ['toom-3.7a'],
    apply: changeRequests((said) => (said.type === 'OUT' ? undefined : said)),
  },
]
