import { shownFault } from '@parley/faulty'
import { type LlpFault, sentFault } from './mutations.ts'

export const clientLoginFaults: readonly LlpFault[] = [
  sentFault('small-commands', 'sends commands in small letters', ['llp-5.2'], (line) =>
    line.replace(/^[A-Z]+/, (word) => word.toLowerCase()),
  ),
  sentFault('colon', 'sends a colon behind the command', ['llp-5.2'], (line) =>
    line.replace(/^(LOGIN|MESSAGE) /, '$1: '),
  ),
  sentFault('cuts-names', 'cuts names after 8 letters', ['llp-5.2', 'llp-3.3a'], (line) =>
    line.replace(/^(LOGIN \w{8})\w*$/, '$1'),
  ),
  sentFault('small-names', 'makes names lower case', ['llp-3.3a'], (line) =>
    line.replace(/^LOGIN (.*)$/, (_all, name) => `LOGIN ${String(name).toLowerCase()}`),
  ),
  shownFault('silent-login', 'does not show that a login has succeeded', ['llp-5.2b'], (text) =>
    text.includes('Hello') ? undefined : text,
  ),
]
