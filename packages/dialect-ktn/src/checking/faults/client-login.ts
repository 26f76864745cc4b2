import { changeClientOutput, type KtnFault } from './mutations.ts'

export const clientLoginFaults: readonly KtnFault[] = [
  {
    name: 'too-early',
    what: 'asks who is there before its login is answered',
    breaks: ['ktn-1.1', 'ktn-8.1a'],
    apply: (dialect) =>
      changeClientOutput(dialect, (object) =>
        object.includes('"login"') ? `${object}{"request":"names","content":null}` : object,
      ),
  },
  {
    name: 'first-word',
    what: 'says LOGIN for login',
    breaks: ['ktn-2.1f'],
    apply: (dialect) =>
      changeClientOutput(dialect, (object) => object.replace('"login"', '"LOGIN"')),
  },
  {
    name: 'blank-behind-name',
    what: 'puts a space after the name',
    breaks: ['ktn-2.1g'],
    apply: (dialect) =>
      changeClientOutput(dialect, (object) =>
        object.includes('"login"') ? object.replace(/"\}$/, ' "}') : object,
      ),
  },
]
