import {
  changeServerInput,
  changeServerOutput,
  changeServerOutputByUser,
  type VuFault,
} from './mutations.ts'

export const serverListFaults: readonly VuFault[] = [
  {
    name: 'sorts-lists',
    what: 'sorts a list',
    breaks: ['vu-3.1c'],
    apply: (dialect) =>
      changeServerOutput(dialect, (line) =>
        line.replace(/(?<=^LIST-OK ).*/, (names) => names.split(',').sort().join(',')),
      ),
  },
  {
    name: 'spaced-lists',
    what: 'puts a space after each comma of a list',
    breaks: ['vu-3.1a'],
    apply: (dialect) =>
      changeServerOutput(dialect, (line) =>
        line.startsWith('LIST-OK ') ? line.replaceAll(',', ', ') : line,
      ),
  },
  {
    name: 'comma-at-end',
    what: 'ends a list with a comma',
    breaks: ['vu-3.1a'],
    apply: (dialect) => changeServerOutput(dialect, (line) => line.replace(/^LIST-OK .*/, '$&,')),
  },
  {
    name: 'others-only',
    what: 'leaves the user who asks out of a list',
    breaks: ['vu-3.1', 'vu-3.1b'],
    apply: (dialect) =>
      changeServerOutputByUser(dialect, (line, name) => [
        line.startsWith('LIST-OK ')
          ? `LIST-OK ${line
              .slice(8, -1)
              .split(',')
              .filter((one) => one !== name)
              .join(',')}\n`
          : line,
      ]),
  },
  {
    name: 'any-list',
    what: 'takes LIST with anything after it',
    breaks: ['vu-3.2'],
    apply: (dialect) => changeServerInput(dialect, (text) => text.replace(/^LIST .*\n/, 'LIST\n')),
  },
]
