import { serverInputFault, serverTextFault } from '@parley/faulty'
import { outputByUserFault, type VuFault } from './mutations.ts'

export const serverListFaults: readonly VuFault[] = [
  serverTextFault('sorts-lists', 'sorts a list', ['vu-3.1c'], (line) =>
    line.replace(/(?<=^LIST-OK ).*/, (names) => names.split(',').sort().join(',')),
  ),
  serverTextFault('spaced-lists', 'puts a space after each comma of a list', ['vu-3.1a'], (line) =>
    line.startsWith('LIST-OK ') ? line.replaceAll(',', ', ') : line,
  ),
  serverTextFault('comma-at-end', 'ends a list with a comma', ['vu-3.1a'], (line) =>
    line.replace(/^LIST-OK .*/, '$&,'),
  ),
  outputByUserFault(
    'others-only',
    'leaves the user who asks out of a list',
    ['vu-3.1', 'vu-3.1b'],
    (line, name) => [
      line.startsWith('LIST-OK ')
        ? `LIST-OK ${line
            .slice(8, -1)
            .split(',')
            .filter((one) => one !== name)
            .join(',')}\n`
        : line,
    ],
  ),
  serverInputFault('any-list', 'takes LIST with anything after it', ['vu-3.2'], (text) =>
    text.replace(/^LIST .*\n/, 'LIST\n'),
  ),
]
