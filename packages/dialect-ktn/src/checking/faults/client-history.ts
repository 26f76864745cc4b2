import { asText, clientInputFault, clientReads, mangled } from '@parley/faulty'
import type { KtnFault } from './mutations.ts'

export const clientHistoryFaults: readonly KtnFault[] = [
  clientInputFault('no-strings', 'does not read a history of strings', ['ktn-8.2'], (text) =>
    text.includes('["{') ? '' : text,
  ),
  {
    name: 'login-first',
    what: 'shows nothing before its login is answered',
    breaks: ['ktn-8.2'],
    apply: (dialect) =>
      clientReads(dialect, (splitter) => {
        let isIn = false
        const change = (text: string) => {
          isIn ||= !text.includes('"history"')
          return isIn ? text : ''
        }
        return mangled(splitter, asText(change))
      }),
  },
]
