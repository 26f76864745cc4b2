import { serverWrites } from '@parley/faulty'
import { changeServerInput, type VuFault } from './mutations.ts'

export const serverErrorFaults: readonly VuFault[] = [
  {
    name: 'ignores-empty',
    what: 'says nothing to an empty line',
    breaks: ['vu-3.9a'],
    apply: (dialect) => changeServerInput(dialect, (text) => (text === '\n' ? '' : text)),
  },
  {
    name: 'strips-lines',
    what: 'drops spaces before a command',
    breaks: ['vu-3.9b'],
    apply: (dialect) => changeServerInput(dialect, (text) => text.replace(/^ +/, '')),
  },
  {
    name: 'closes-after-error',
    what: 'closes after a refusal',
    breaks: ['vu-2.5', 'vu-2.6', 'vu-3.9', 'vu-3.9c'],
    apply: (dialect) =>
      serverWrites(dialect, (frame, line) => {
        line.write(frame)
        if (String(frame).startsWith('BAD-')) line.close('malformed')
        return []
      }),
  },
  {
    name: 'not-utf8',
    what: 'takes bytes that are no UTF-8 for letters',
    breaks: ['vu-2.4d', 'vu-3.7c'],
    apply: (dialect) => changeServerInput(dialect, (text) => text.replaceAll(/\xff\xe9/g, 'x')),
  },
]
