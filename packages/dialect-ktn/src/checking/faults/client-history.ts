import { clientReads } from '@parley/faulty'
import { changeClientInput, changeReads, type KtnFault } from './mutations.ts'

export const clientHistoryFaults: readonly KtnFault[] = [
  {
    name: 'no-strings',
    what: 'does not read a history of strings',
    breaks: ['ktn-8.2'],
    apply: (dialect) => changeClientInput(dialect, (text) => (text.includes('["{') ? '' : text)),
  },
  {
    name: 'login-first',
    what: 'shows nothing before its login is answered',
    breaks: ['ktn-8.2'],
    apply(dialect) {
      return clientReads(dialect, (splitter) => {
        let isIn = false
        return changeReads(splitter, (text) => {
          isIn ||= !text.includes('"history"')
          return isIn ? text : ''
        })
      })
    },
  },
]
