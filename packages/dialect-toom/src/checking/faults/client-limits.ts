import { pickle } from '../../serializer.ts'
import { type ToomFault, wrapTerminal } from './mutations.ts'

export const clientLimitFaults: readonly ToomFault[] = [
  {
    name: 'too-long',
    what: 'sends pickles of more than 2048 bytes',
    breaks: ['toom-1.1a'],
    apply: wrapTerminal((session, write) => ({
      typed: (line) => {
        if (line.length > 2048) write(pickle('MSG', line.slice(4)))
        else session.typed(line)
      },
    })),
  },
]
