import { serverReads } from '@parley/faulty'
import {
  changeServerInput,
  changeServerOutput,
  type VuFault,
  WholeCharacters,
} from './mutations.ts'

export const serverFramingFaults: readonly VuFault[] = [
  {
    name: 'no-line-end',
    what: 'forgets the line end',
    breaks: ['vu-1.1', 'vu-2.1a'],
    apply: (dialect) => changeServerOutput(dialect, (line) => line.replace(/\n$/, '')),
  },
  {
    name: 'crlf',
    what: 'ends lines with CRLF',
    breaks: ['vu-1.1b'],
    apply: (dialect) => changeServerOutput(dialect, (line) => line.replace('\n', '\r\n')),
  },
  {
    name: 'one-line-a-read',
    what: 'takes one read for one message',
    breaks: ['vu-1.1', 'vu-1.2c', 'vu-1.2d'],
    apply: (dialect) => changeServerInput(dialect, (text) => `${text.split('\n')[0]}\n`),
  },
  {
    name: 'loses-second',
    what: 'loses the second of two messages that came in one read',
    breaks: ['vu-1.2c', 'vu-1.2d'],
    apply: (dialect) => changeServerInput(dialect, (text) => text.replace(/\n[\s\S]*$/, '\n')),
  },
  {
    name: 'loses-half',
    what: 'forgets the half line at the end of a read that had a whole one',
    breaks: ['vu-1.2c', 'vu-1.2d'],
    apply: (dialect) => changeServerInput(dialect, (text) => text.replace(/\n[^\n]+$/, '\n')),
  },
  {
    name: 'cuts-at-4096',
    what: 'keeps 4096 bytes of a read',
    breaks: ['vu-1.2c'],
    apply: (dialect) => changeServerInput(dialect, (text) => text.slice(0, 4096)),
  },
  {
    name: 'whole-characters',
    what: 'decodes each read by itself, even if it ends within a character',
    breaks: ['vu-1.2c'],
    apply: (dialect) => serverReads(dialect, (splitter) => new WholeCharacters(splitter)),
  },
  {
    name: 'greets',
    what: 'speaks before the client has spoken',
    breaks: ['vu-1.1d'],
    apply: (dialect) => ({
      ...dialect,
      serve(line, options) {
        line.write('WELCOME\n')
        return dialect.serve(line, options)
      },
    }),
  },
  {
    name: 'any-case',
    what: 'takes words in lower case',
    breaks: ['vu-1.1c'],
    apply: (dialect) =>
      changeServerInput(dialect, (text) =>
        text.replace(/^(hello-from|list|send)\b/i, (word) => word.toUpperCase()),
      ),
  },
  {
    name: 'drops-long-line',
    what: 'says nothing to a line over 100 000 bytes',
    breaks: ['vu-1.2c'],
    apply: (dialect) => changeServerOutput(dialect, (line) => (line.length > 100_000 ? '' : line)),
  },
]
