import { serverHears, serverReads } from '@parley/faulty'
import type { Request } from '../frames.ts'
import {
  decodedAlone,
  firstLine,
  lines,
  reads,
  serves,
  Watching,
  type Wrong,
  writes,
} from './wrong.ts'

/** Stays within what a listener takes for a line. */
const CUT = 65_000

class Fragile extends Watching {
  static readonly all = new Set<Fragile>()

  override took(request: Request): void {
    Fragile.all.add(this)
    if (typeof request === 'string') return
    for (const each of Fragile.all) each.close('internal-error')
    Fragile.all.clear()
  }
}

class Refusing extends Watching {
  override took(request: Request): void {
    if (typeof request === 'string' || request.fault !== 'too-long') return
    this.close('frame-too-long')
  }
}

/** Servers that read or write lines wrongly. */
export const lineFaults: readonly Wrong[] = [
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
    name: 'latin1',
    what: 'takes bytes for letters',
    breaks: ['llp-1.4'],
    apply: (dialect) =>
      serverReads(dialect, (splitter) =>
        reads(splitter, (chunk) => chunk.map((byte) => (byte < 0x80 ? byte : 0x3f))),
      ),
  },
  {
    name: 'strips-lines',
    what: 'drops the blanks at both ends of a line',
    breaks: ['llp-1.4'],
    apply: (dialect) =>
      serverHears(
        dialect,
        lines((line) => line.trim()),
      ),
  },
  {
    name: 'drops-trailing-blanks',
    what: 'drops the blanks at the end of a line of a text',
    breaks: ['llp-1.4d'],
    apply: (dialect) =>
      serverHears(
        dialect,
        lines((line) => line.trimEnd()),
      ),
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
  {
    name: 'one-ends-all',
    what: 'ends for all when one sends bytes that are no text',
    breaks: ['llp-1.5a'],
    apply: (dialect) => serves(dialect, (line) => new Fragile(line)),
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
