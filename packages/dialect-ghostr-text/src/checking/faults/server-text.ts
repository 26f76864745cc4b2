import { askFault, serverAsks, serverInputFault } from '@parley/faulty'
import type { GhostrTextFault } from './mutations.ts'

export const serverTextFaults: readonly GhostrTextFault[] = [
  serverInputFault('ascii', 'reads ASCII', ['ghostr-text-9.4'], (text) =>
    text.replaceAll(/[\x80-\xff]/g, '?'),
  ),
  askFault('lower-case', 'makes texts lower case', ['ghostr-text-9.4'], {
    send: (command) => ({ ...command, text: command.text.toLowerCase() }),
  }),
  {
    name: 'strips',
    what: 'drops the blanks at both ends of a text',
    breaks: ['ghostr-text-9.4'],
    scope: 'extension',
    apply: (dialect) =>
      serverAsks(dialect, { send: (command) => ({ ...command, text: command.text.trim() }) }),
  },
]
