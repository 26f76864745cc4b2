import { clientFrameFault, textOf } from '@parley/faulty'
import { type LlpFault, sentFault } from './mutations.ts'

export const clientTextFaults: readonly LlpFault[] = [
  clientFrameFault('latin1', 'sends Latin-1', ['llp-1.4e'], (frame) => [
    Uint8Array.from(textOf(frame), (letter) => letter.charCodeAt(0)),
  ]),
  sentFault('cuts-at-1024', 'sends no more than 1024 bytes of a line', ['llp-1.4'], (line) =>
    line.slice(0, 1023),
  ),
]
