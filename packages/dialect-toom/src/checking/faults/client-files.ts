import { pickle } from '../../serializer.ts'
import { type ToomFault, wrapTerminal } from './mutations.ts'

export const clientFileFaults: readonly ToomFault[] = [
  {
    name: 'sends-upd',
    what: 'sends UPD to the server',
    breaks: ['toom-5.1'],
    apply: wrapTerminal((session, write) => ({
      typed: (line) => {
        if (line.startsWith('UPD ')) write(pickle('UPD', line.slice(4)))
        else session.typed(line)
      },
    })),
  },
]
