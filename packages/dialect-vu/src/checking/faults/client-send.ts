import { Buffer } from 'node:buffer'
import { changeClientOutput, changeTypedLines, type VuFault } from './mutations.ts'

export const clientSendFaults: readonly VuFault[] = [
  {
    name: 'latin1',
    what: 'writes Latin-1',
    breaks: ['vu-4.6c'],
    apply: (dialect) => changeClientOutput(dialect, (line) => Buffer.from(line, 'latin1')),
  },
  {
    name: 'sends-twice',
    what: 'sends each message twice',
    breaks: ['vu-4.6c'],
    apply: (dialect) =>
      changeClientOutput(dialect, (line) => (line.startsWith('SEND ') ? line + line : line)),
  },
  {
    name: 'splits-text',
    what: 'takes several spaces of a message for one',
    breaks: ['vu-4.6c'],
    apply: (dialect) => changeClientOutput(dialect, (line) => line.replaceAll(/ +/g, ' ')),
  },
  {
    name: 'sends-anything',
    what: 'sends what means nothing',
    breaks: ['vu-4.6f'],
    apply: (dialect) =>
      changeTypedLines(dialect, () => (typed, line) => {
        if (!/^(hello|bob@)/.test(typed)) return typed
        line.write(`SEND ${typed}\n`)
        return undefined
      }),
  },
]
