import { Buffer } from 'node:buffer'
import { clientTextFault } from '@parley/faulty'
import { typedFault, type VuFault } from './mutations.ts'

export const clientSendFaults: readonly VuFault[] = [
  clientTextFault('latin1', 'writes Latin-1', ['vu-4.6c'], (line) => Buffer.from(line, 'latin1')),
  clientTextFault('sends-twice', 'sends each message twice', ['vu-4.6c'], (line) =>
    line.startsWith('SEND ') ? line + line : line,
  ),
  clientTextFault('splits-text', 'takes several spaces of a message for one', ['vu-4.6c'], (line) =>
    line.replaceAll(/ +/g, ' '),
  ),
  typedFault('sends-anything', 'sends what means nothing', ['vu-4.6f'], () => (typed, line) => {
    if (!/^(hello|bob@)/.test(typed)) return typed
    line.write(`SEND ${typed}\n`)
    return undefined
  }),
]
