import { serverAsks, serverHears } from '@parley/faulty'
import { type LlpFault, lines, writes } from './mutations.ts'

export const serverLoginFaults: readonly LlpFault[] = [
  {
    name: 'in-use',
    what: 'mends the spelling of "Username is use"',
    breaks: ['llp-3.5'],
    apply: (dialect) => writes(dialect, (text) => text.replace('Username is', 'Username in')),
  },
  {
    name: 'cuts-names',
    what: 'cuts names that are too long',
    breaks: ['llp-3.3'],
    apply: (dialect) =>
      serverHears(
        dialect,
        lines((line) => line.replace(/^(LOGIN \w{15})\w*/, '$1')),
      ),
  },
  {
    name: 'any-letter',
    what: 'takes names with other letters',
    breaks: ['llp-3.3'],
    apply: (dialect) =>
      serverHears(
        dialect,
        lines((line) => (line.startsWith('LOGIN') ? line.replace(/[^\w ]/g, 'x') : line)),
      ),
  },
  {
    name: 'small-names',
    what: 'makes names lower case',
    breaks: ['llp-3.2'],
    apply: (dialect) =>
      serverAsks(dialect, { login: (ask) => ({ ...ask, name: ask.name.toLowerCase() }) }),
  },
]
