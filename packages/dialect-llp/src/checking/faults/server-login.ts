import { askFault, serverTextFault } from '@parley/faulty'
import { heardFault, type LlpFault } from './mutations.ts'

export const serverLoginFaults: readonly LlpFault[] = [
  serverTextFault('in-use', 'mends the spelling of "Username is use"', ['llp-3.5'], (text) =>
    text.replace('Username is', 'Username in'),
  ),
  heardFault('cuts-names', 'cuts names that are too long', ['llp-3.3'], (line) =>
    line.replace(/^(LOGIN \w{15})\w*/, '$1'),
  ),
  heardFault('any-letter', 'takes names with other letters', ['llp-3.3'], (line) =>
    line.startsWith('LOGIN') ? line.replace(/[^\w ]/g, 'x') : line,
  ),
  askFault('small-names', 'makes names lower case', ['llp-3.2'], {
    login: (ask) => ({ ...ask, name: ask.name.toLowerCase() }),
  }),
]
