import { clientReads } from '@parley/faulty'
import {
  changeClientInput,
  changeClientOutput,
  type VuFault,
  WholeCharacters,
} from './mutations.ts'

export const clientFramingFaults: readonly VuFault[] = [
  {
    name: 'crlf',
    what: 'ends lines with CRLF',
    breaks: ['vu-1.1'],
    apply: (dialect) => changeClientOutput(dialect, (line) => line.replace('\n', '\r\n')),
  },
  {
    name: 'no-line-end',
    what: 'forgets the line end',
    breaks: ['vu-1.1'],
    apply: (dialect) => changeClientOutput(dialect, (line) => line.replace('\n', '')),
  },
  {
    name: 'one-line-a-read',
    what: 'takes one read for one message',
    breaks: ['vu-1.2c', 'vu-1.2d'],
    apply: (dialect) => changeClientInput(dialect, (text) => `${text.split('\n')[0]}\n`),
  },
  {
    name: 'loses-second',
    what: 'shows nothing of a message that came joined to another',
    breaks: ['vu-1.2c', 'vu-1.2d'],
    apply: (dialect) => changeClientInput(dialect, (text) => text.replace(/\n[\s\S]*$/, '\n')),
  },
  {
    name: 'cuts-at-1024',
    what: 'keeps 1024 bytes of a read',
    breaks: ['vu-1.2c'],
    apply: (dialect) => changeClientInput(dialect, (text) => text.slice(0, 1024)),
  },
  {
    name: 'whole-characters',
    what: 'decodes each read by itself, even if it ends within a character',
    breaks: ['vu-1.2c'],
    apply: (dialect) => clientReads(dialect, (splitter) => new WholeCharacters(splitter)),
  },
  {
    name: 'lower-case',
    what: 'says its words in lower case',
    breaks: ['vu-1.1c', 'vu-4.6'],
    apply: (dialect) => changeClientOutput(dialect, (line) => line.replace(/^LIST/, 'list')),
  },
]
