import { changeClientInput, changeClientOutput, type KtnFault } from './mutations.ts'

export const clientListFaults: readonly KtnFault[] = [
  {
    name: 'users',
    what: 'says users for names',
    breaks: ['ktn-2.1f'],
    apply: (dialect) =>
      changeClientOutput(dialect, (object) => object.replace('"names"', '"users"')),
  },
  {
    name: 'no-content',
    what: 'leaves the content out if there is none',
    breaks: ['ktn-8.1'],
    apply: (dialect) =>
      changeClientOutput(dialect, (object) => object.replace(',"content":null', '')),
  },
  {
    name: 'empty-content',
    what: 'has an empty content if there is none',
    breaks: ['ktn-8.1d'],
    apply: (dialect) => changeClientOutput(dialect, (object) => object.replace(':null', ':""')),
  },
  {
    name: 'no-lists',
    what: 'does not show a list of names',
    breaks: ['ktn-8.2b'],
    apply: (dialect) =>
      changeClientInput(dialect, (text) => (text.includes('"info","content":[') ? '' : text)),
  },
]
