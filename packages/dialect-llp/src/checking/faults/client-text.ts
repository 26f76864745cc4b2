import { clientWrites, textOf } from '@parley/faulty'
import { type LlpFault, sends } from './mutations.ts'

export const clientTextFaults: readonly LlpFault[] = [
  {
    name: 'latin1',
    what: 'sends Latin-1',
    breaks: ['llp-1.4'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) => [
        Uint8Array.from(textOf(frame), (letter) => letter.charCodeAt(0)),
      ]),
  },
  {
    name: 'cuts-at-1024',
    what: 'sends no more than 1024 bytes of a line',
    breaks: ['llp-1.4'],
    apply: sends((line) => line.slice(0, 1023)),
  },
]
