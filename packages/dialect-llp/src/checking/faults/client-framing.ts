import { clientReads, clientWrites } from '@parley/faulty'
import { decodedAlone, encode, firstLine, type LlpFault, reads, textOf } from './mutations.ts'

export const clientFramingFaults: readonly LlpFault[] = [
  {
    name: 'no-line-end',
    what: 'forgets the line end',
    breaks: ['llp-5.2a'],
    apply: (dialect) => clientWrites(dialect, (frame) => [textOf(frame).replace(/\n$/, '')]),
  },
  {
    name: 'one-line-a-read',
    what: 'takes one read for one line',
    breaks: ['llp-1.1c', 'llp-1.1d', 'llp-5.5'],
    apply: (dialect) => clientReads(dialect, (splitter) => reads(splitter, firstLine)),
  },
  {
    name: 'cuts-characters',
    what: 'decodes each read by itself',
    breaks: ['llp-1.1c'],
    apply: (dialect) => clientReads(dialect, (splitter) => reads(splitter, decodedAlone)),
  },
  {
    name: 'cuts-at-4096',
    what: 'reads no more than 4096 bytes of what came at once',
    breaks: ['llp-1.1c'],
    apply: (dialect) =>
      clientReads(dialect, (splitter) => reads(splitter, (chunk) => chunk.subarray(0, 4096))),
  },
  {
    name: 'needs-the-last-line',
    what: 'shows no message that has no "> " at its end',
    breaks: ['llp-5.1b'],
    apply: (dialect) =>
      clientReads(dialect, (splitter) =>
        reads(splitter, (chunk) =>
          encode(new TextDecoder().decode(chunk).replaceAll(/> XOXOXO\n(?!> \n)/g, '> ...\n')),
        ),
      ),
  },
]
