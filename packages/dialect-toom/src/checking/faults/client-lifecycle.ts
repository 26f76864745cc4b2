import { requestFault, type ToomFault } from './mutations.ts'

export const clientLifecycleFaults: readonly ToomFault[] = [
  requestFault('no-goodbye', 'goes without OUT', ['toom-3.7a'], (said) =>
    said.type === 'OUT' ? undefined : said,
  ),
]
