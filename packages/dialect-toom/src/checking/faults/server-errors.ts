import { serverFrameFault } from '@parley/faulty'
import { replyFault, type ToomFault, unpickle } from './mutations.ts'

export const serverErrorFaults: readonly ToomFault[] = [
  serverFrameFault(
    'closes-after-errors',
    'closes after a wrong command',
    ['toom-3.8a', 'toom-3.8'],
    (frame, line) => {
      if (unpickle(frame).body !== 'Error. Invalid command!') return [frame]
      line.write(frame)
      line.close('logout')
      return []
    },
  ),
  replyFault('typed-errors', 'answers a wrong command with the type F', ['toom-3.8'], (said) =>
    said.body === 'Error. Invalid command!' ? { ...said, type: 'F' } : said,
  ),
]
