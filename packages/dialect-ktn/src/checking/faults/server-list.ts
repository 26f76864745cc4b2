import { changeServerOutput, type KtnFault } from './mutations.ts'

/** A list of names, as the gateway writes it. */
const list = /(?<="content":")(?:\w+, )+\w+(?="\})/

export const serverListFaults: readonly KtnFault[] = [
  {
    name: 'others-only',
    what: 'leaves the first name out of a list',
    breaks: ['ktn-3.7'],
    apply: (dialect) =>
      changeServerOutput(dialect, (object) =>
        object.replace(list, (names) => names.replace(/^\w+, /, '')),
      ),
  },
  {
    name: 'list-for-names',
    what: 'answers names with a list',
    breaks: ['ktn-3.7a'],
    apply: (dialect) =>
      changeServerOutput(dialect, (object) =>
        object.replace(/"content":"((?:\w+, )+\w+)"\}$/, (_all, names) => {
          return `"content":${JSON.stringify(String(names).split(', '))}}`
        }),
      ),
  },
  {
    name: 'sorts-lists',
    what: 'sorts a list',
    breaks: ['ktn-3.7b'],
    apply: (dialect) =>
      changeServerOutput(dialect, (object) =>
        object.replace(list, (names) => names.split(', ').sort().join(', ')),
      ),
  },
]
