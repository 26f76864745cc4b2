import { serverHears, serverReads } from '@parley/faulty'
import { decodedAlone, firstLine, type LlpFault, lines, reads, writes } from './mutations.ts'

export const serverFramingFaults: readonly LlpFault[] = [
  {
    name: 'no-line-end',
    what: 'forgets the line end',
    breaks: ['llp-2.1', 'llp-3.2'],
    apply: (dialect) => writes(dialect, (text) => text.replace(/\n$/, '')),
  },
  {
    name: 'crlf',
    what: 'ends lines with \\r\\n',
    breaks: ['llp-1.1b'],
    apply: (dialect) => writes(dialect, (text) => text.replaceAll('\n', '\r\n')),
  },
  {
    name: 'one-line-a-read',
    what: 'takes one read for one line',
    breaks: ['llp-1.1c', 'llp-1.1d'],
    apply: (dialect) => serverReads(dialect, (splitter) => reads(splitter, firstLine)),
  },
  {
    name: 'loses-the-second',
    what: 'loses what came together with a line',
    breaks: ['llp-1.1d'],
    apply: (dialect) =>
      serverReads(dialect, (splitter) =>
        reads(splitter, (chunk) => chunk.subarray(0, chunk.indexOf(10) + 1 || chunk.length)),
      ),
  },
  {
    name: 'cuts-at-1024',
    what: 'reads no more than 1024 bytes of what came at once',
    breaks: ['llp-1.1c', 'llp-3.9'],
    apply: (dialect) =>
      serverReads(dialect, (splitter) => reads(splitter, (chunk) => chunk.subarray(0, 1024))),
  },
  {
    name: 'cuts-characters',
    what: 'decodes each read by itself',
    breaks: ['llp-1.1c'],
    apply: (dialect) => serverReads(dialect, (splitter) => reads(splitter, decodedAlone)),
  },
  {
    name: 'counts-trailing-blanks',
    what: 'takes the blanks behind a command for a part of it',
    breaks: ['llp-1.1a'],
    apply: (dialect) =>
      serverHears(
        dialect,
        lines((line) => line.replace(/\s+$/, '_')),
      ),
  },
  {
    name: 'no-telnet',
    what: 'takes Telnet negotiation for text',
    breaks: ['llp-1.2'],
    apply: (dialect) =>
      serverReads(dialect, (splitter) =>
        reads(splitter, (chunk) => chunk.map((byte) => (byte === 0xff ? 0x3f : byte))),
      ),
  },
  {
    name: 'no-return-nul',
    what: 'does not know \\r\\0',
    breaks: ['llp-1.1e'],
    apply: (dialect) =>
      serverReads(dialect, (splitter) =>
        reads(splitter, (chunk) => chunk.map((byte) => byte || 0x20)),
      ),
  },
]
