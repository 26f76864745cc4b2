import { serverWrites } from '@parley/faulty'
import { replyFault, type ToomFault, unpickle } from './mutations.ts'

export const serverErrorFaults: readonly ToomFault[] = [
  {
    name: 'closes-after-errors',
    what: 'closes after a wrong command',
    breaks: ['toom-3.8a', 'toom-3.8'],
    apply: (dialect) =>
      serverWrites(dialect, (frame, line) => {
        if (unpickle(frame).body !== 'Error. Invalid command!') return [frame]
        line.write(frame)
        line.close('logout')
        return []
      }),
  },
  replyFault('typed-errors', 'answers a wrong command with the type F', ['toom-3.8'], (said) =>
    said.body === 'Error. Invalid command!' ? { ...said, type: 'F' } : said,
  ),
]
