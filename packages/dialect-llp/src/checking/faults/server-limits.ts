import { mangled, serverReads, serverTextFault } from '@parley/faulty'
import type { Request } from '../../frames.ts'
import { type LlpFault, lineFault, Watching } from './mutations.ts'

/** Stays within what a listener takes for a line. */
const CUT = 65_000

class Refusing extends Watching {
  override took(request: Request): void {
    if (typeof request === 'string' || request.fault !== 'too-long') return
    this.close('frame-too-long')
  }
}

export const serverLimitFaults: readonly LlpFault[] = [
  {
    name: 'cuts-long-lines',
    what: 'cuts lines that are too long, and takes the first part',
    breaks: ['llp-1.4b'],
    apply: (dialect) =>
      serverReads(dialect, (splitter) => {
        let length = 0
        return mangled(splitter, (chunk) => [
          chunk.filter((byte) => {
            length = byte === 10 ? 0 : length + 1
            return length < CUT
          }),
        ])
      }),
  },
  lineFault(
    'closes-at-long-lines',
    'closes the connection at a line that is too long',
    ['llp-1.4c'],
    (line) => new Refusing(line),
  ),
  serverTextFault(
    'long-lines-unknown',
    'answers a line that is too long with another word',
    ['llp-1.4a'],
    (text) => text.replace('Line too long', 'Bad line'),
  ),
]
