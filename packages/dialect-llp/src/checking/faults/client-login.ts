import { shownFault } from '@parley/faulty'
import { type LlpFault, sends } from './mutations.ts'

export const clientLoginFaults: readonly LlpFault[] = [
  {
    name: 'small-commands',
    what: 'sends commands in small letters',
    breaks: ['llp-5.2'],
    apply: sends((line) => line.replace(/^[A-Z]+/, (word) => word.toLowerCase())),
  },
  {
    name: 'colon',
    what: 'sends a colon behind the command',
    breaks: ['llp-5.2'],
    apply: sends((line) => line.replace(/^(LOGIN|MESSAGE) /, '$1: ')),
  },
  {
    name: 'cuts-names',
    what: 'cuts names after 8 letters',
    breaks: ['llp-5.2', 'llp-3.3a'],
    apply: sends((line) => line.replace(/^(LOGIN \w{8})\w*$/, '$1')),
  },
  {
    name: 'small-names',
    what: 'makes names lower case',
    breaks: ['llp-3.3a'],
    apply: sends((line) =>
      line.replace(/^LOGIN (.*)$/, (_all, name) => `LOGIN ${String(name).toLowerCase()}`),
    ),
  },
  shownFault('silent-login', 'does not show that a login has succeeded', ['llp-5.2b'], (text) =>
    text.includes('Hello') ? undefined : text,
  ),
]
