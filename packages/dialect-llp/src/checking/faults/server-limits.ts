import { serverReads } from '@parley/faulty'
import type { Request } from '../../frames.ts'
import { type LlpFault, reads, serves, Watching, writes } from './mutations.ts'

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
        return reads(splitter, (chunk) =>
          chunk.filter((byte) => {
            length = byte === 10 ? 0 : length + 1
            return length < CUT
          }),
        )
      }),
  },
  {
    name: 'closes-at-long-lines',
    what: 'closes the connection at a line that is too long',
    breaks: ['llp-1.4c'],
    apply: (dialect) => serves(dialect, (line) => new Refusing(line)),
  },
  {
    name: 'long-lines-unknown',
    what: 'answers a line that is too long with another word',
    breaks: ['llp-1.4a'],
    apply: (dialect) => writes(dialect, (text) => text.replace('Line too long', 'Bad line')),
  },
]
