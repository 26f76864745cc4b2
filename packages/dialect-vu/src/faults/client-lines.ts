import { Buffer } from 'node:buffer'
import { clientReads } from '@parley/faulty'
import { reads, writes } from './client-tools.ts'
import { WholeCharacters } from './pieces.ts'
import type { Wrong } from './tools.ts'

export const clientLineFaults: readonly Wrong[] = [
  {
    name: 'crlf',
    what: 'ends lines with CRLF',
    breaks: ['vu-1.1'],
    apply: (dialect) => writes(dialect, (line) => line.replace('\n', '\r\n')),
  },
  {
    name: 'no-line-end',
    what: 'forgets the line end',
    breaks: ['vu-1.1'],
    apply: (dialect) => writes(dialect, (line) => line.replace('\n', '')),
  },
  {
    name: 'one-line-a-read',
    what: 'takes one read for one message',
    breaks: ['vu-1.2c', 'vu-1.2d'],
    apply: (dialect) => reads(dialect, (text) => `${text.split('\n')[0]}\n`),
  },
  {
    name: 'loses-second',
    what: 'shows nothing of a message that came joined to another',
    breaks: ['vu-1.2c', 'vu-1.2d'],
    apply: (dialect) => reads(dialect, (text) => text.replace(/\n[\s\S]*$/, '\n')),
  },
  {
    name: 'cuts-at-1024',
    what: 'keeps 1024 bytes of a read',
    breaks: ['vu-1.2c'],
    apply: (dialect) => reads(dialect, (text) => text.slice(0, 1024)),
  },
  {
    name: 'whole-characters',
    what: 'decodes each read by itself, also where it ends within a character',
    breaks: ['vu-1.2c'],
    apply: (dialect) => clientReads(dialect, (splitter) => new WholeCharacters(splitter)),
  },
  {
    name: 'latin1',
    what: 'writes Latin-1',
    breaks: ['vu-4.6c'],
    apply: (dialect) => writes(dialect, (line) => Buffer.from(line, 'latin1')),
  },
]

export const clientWordFaults: readonly Wrong[] = [
  {
    name: 'first-word',
    what: 'logs in with HELLO',
    breaks: ['vu-2.1'],
    apply: (dialect) => writes(dialect, (line) => line.replace('HELLO-FROM', 'HELLO')),
  },
  {
    name: 'lower-case',
    what: 'says its words in lower case',
    breaks: ['vu-1.1c', 'vu-4.6'],
    apply: (dialect) => writes(dialect, (line) => line.replace(/^LIST/, 'list')),
  },
  {
    name: 'too-early',
    what: 'asks for a list before its login is answered',
    breaks: ['vu-1.1c', 'vu-4.6', 'vu-4.6c', 'vu-5.2c'],
    apply: (dialect) =>
      writes(dialect, (line) => (line.startsWith('HELLO-FROM') ? `${line}LIST\n` : line)),
  },
  {
    name: 'sends-twice',
    what: 'sends each message twice',
    breaks: ['vu-4.6c'],
    apply: (dialect) => writes(dialect, (line) => (line.startsWith('SEND ') ? line + line : line)),
  },
  {
    name: 'splits-text',
    what: 'takes several spaces of a message for one',
    breaks: ['vu-4.6c'],
    apply: (dialect) => writes(dialect, (line) => line.replaceAll(/ +/g, ' ')),
  },
  {
    name: 'deaf-while-asking',
    what: 'loses a message that comes before the answer to a command',
    breaks: ['vu-5.2c'],
    apply(dialect) {
      let waits = false
      const writing = writes(dialect, (line) => {
        waits = !line.startsWith('HELLO-FROM ')
        return line
      })
      return reads(writing, (text) => {
        if (waits && text.startsWith('DELIVERY ')) return ''
        waits = false
        return text
      })
    },
  },
  {
    name: 'no-underscore',
    what: 'does not know BAD_RQST_BODY',
    breaks: ['vu-5.2a'],
    apply: (dialect) => reads(dialect, (text) => text.replace(/^BAD_/, 'X')),
  },
  {
    name: 'whole-replies',
    what: 'compares a whole reply with SEND-OK',
    breaks: ['vu-5.2'],
    apply: (dialect) => reads(dialect, (text) => text.replace(/^SEND-OK /, 'X ')),
  },
  {
    name: 'empty-names',
    what: 'shows an empty name behind the last comma of a list',
    breaks: ['vu-5.2b'],
    apply: (dialect) => reads(dialect, (text) => text.replace(/,\n$/, ',-\n')),
  },
]
