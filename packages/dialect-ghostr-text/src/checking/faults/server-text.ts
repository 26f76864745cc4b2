import { serverAsks, serverReads } from '@parley/faulty'
import { type GhostrTextFault, reads } from './mutations.ts'

export const serverTextFaults: readonly GhostrTextFault[] = [
  {
    name: 'ascii',
    what: 'reads ASCII',
    breaks: ['ghostr-text-9.4'],
    apply: (dialect) =>
      serverReads(dialect, (splitter) =>
        reads(splitter, (chunk) => chunk.map((byte) => (byte < 0x80 ? byte : 0x3f))),
      ),
  },
  {
    name: 'lower-case',
    what: 'makes texts lower case',
    breaks: ['ghostr-text-9.4'],
    apply: (dialect) =>
      serverAsks(dialect, {
        send: (command) => ({ ...command, text: command.text.toLowerCase() }),
      }),
  },
  {
    name: 'strips',
    what: 'drops the blanks at both ends of a text',
    breaks: ['ghostr-text-9.4'],
    scope: 'extension',
    apply: (dialect) =>
      serverAsks(dialect, { send: (command) => ({ ...command, text: command.text.trim() }) }),
  },
]
