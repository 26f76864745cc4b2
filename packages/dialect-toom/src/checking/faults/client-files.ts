import { pickle } from '../../serializer.ts'
import { type ToomFault, terminalFault } from './mutations.ts'

export const clientFileFaults: readonly ToomFault[] = [
  terminalFault('sends-upd', 'sends UPD to the server', ['toom-5.1'], (session, write) => ({
    typed: (line) => {
      if (line.startsWith('UPD ')) write(pickle('UPD', line.slice(4)))
      else session.typed(line)
    },
  })),
]
