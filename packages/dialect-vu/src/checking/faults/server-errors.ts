import { serverFrameFault, serverInputFault } from '@parley/faulty'
import type { VuFault } from './mutations.ts'

export const serverErrorFaults: readonly VuFault[] = [
  serverInputFault('ignores-empty', 'says nothing to an empty line', ['vu-3.9a'], (text) =>
    text === '\n' ? '' : text,
  ),
  serverInputFault('strips-lines', 'drops spaces before a command', ['vu-3.9b'], (text) =>
    text.replace(/^ +/, ''),
  ),
  serverFrameFault(
    'closes-after-error',
    'closes after a refusal',
    ['vu-2.5', 'vu-2.6', 'vu-3.9', 'vu-3.9c'],
    (frame, line) => {
      line.write(frame)
      if (String(frame).startsWith('BAD-')) line.close('malformed')
      return []
    },
  ),
  serverInputFault(
    'not-utf8',
    'takes bytes that are no UTF-8 for letters',
    ['vu-2.4d', 'vu-3.7c'],
    (text) => text.replaceAll(/\xff\xe9/g, 'x'),
  ),
]
