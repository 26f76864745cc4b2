import { pickle } from '../../serializer.ts'
import { type ToomFault, terminalFault } from './mutations.ts'

export const clientLimitFaults: readonly ToomFault[] = [
  terminalFault(
    'too-long',
    'sends pickles of more than 2048 bytes',
    ['toom-1.1a'],
    (session, write) => ({
      typed: (line) => {
        if (line.length > 2048) write(pickle('MSG', line.slice(4)))
        else session.typed(line)
      },
    }),
  ),
]
