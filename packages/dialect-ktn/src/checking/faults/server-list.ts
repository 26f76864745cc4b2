import { serverTextFault } from '@parley/faulty'
import type { KtnFault } from './mutations.ts'

/** A list of names, as the gateway writes it. */
const list = /(?<="content":")(?:\w+, )+\w+(?="\})/

export const serverListFaults: readonly KtnFault[] = [
  serverTextFault('others-only', 'leaves the first name out of a list', ['ktn-3.7'], (object) =>
    object.replace(list, (names) => names.replace(/^\w+, /, '')),
  ),
  serverTextFault('list-for-names', 'answers names with a list', ['ktn-3.7a'], (object) =>
    object.replace(/"content":"((?:\w+, )+\w+)"\}$/, (_all, names) => {
      return `"content":${JSON.stringify(String(names).split(', '))}}`
    }),
  ),
  serverTextFault('sorts-lists', 'sorts a list', ['ktn-3.7b'], (object) =>
    object.replace(list, (names) => names.split(', ').sort().join(', ')),
  ),
]
