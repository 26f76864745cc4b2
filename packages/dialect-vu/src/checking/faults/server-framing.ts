import { decodedAlone, serverInputFault, serverTextFault } from '@parley/faulty'
import type { VuFault } from './mutations.ts'

export const serverFramingFaults: readonly VuFault[] = [
  serverTextFault('no-line-end', 'forgets the line end', ['vu-1.1', 'vu-2.1a'], (line) =>
    line.replace(/\n$/, ''),
  ),
  serverTextFault('crlf', 'ends lines with CRLF', ['vu-1.1b'], (line) =>
    line.replace('\n', '\r\n'),
  ),
  serverInputFault(
    'one-line-a-read',
    'takes one read for one message',
    ['vu-1.1', 'vu-1.2c', 'vu-1.2d'],
    (text) => `${text.split('\n')[0]}\n`,
  ),
  serverInputFault(
    'loses-second',
    'loses the second of two messages that came in one read',
    ['vu-1.2c', 'vu-1.2d'],
    (text) => text.replace(/\n[\s\S]*$/, '\n'),
  ),
  serverInputFault(
    'loses-half',
    'forgets the half line at the end of a read that had a whole one',
    ['vu-1.2c', 'vu-1.2d'],
    (text) => text.replace(/\n[^\n]+$/, '\n'),
  ),
  serverInputFault(
    'no-end-needed',
    'takes what a read brings for a line, also without a line end',
    ['vu-1.1e', 'vu-1.2c'],
    (text) => text.replace(/[^\n]$/, '$&\n'),
  ),
  serverInputFault('cuts-at-4096', 'keeps 4096 bytes of a read', ['vu-1.2c'], (text) =>
    text.slice(0, 4096),
  ),
  serverInputFault(
    'whole-characters',
    'decodes each read by itself, even if it ends within a character',
    ['vu-1.2c'],
    decodedAlone,
  ),
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
  serverInputFault('any-case', 'takes words in lower case', ['vu-1.1c'], (text) =>
    text.replace(/^(hello-from|list|send)\b/i, (word) => word.toUpperCase()),
  ),
  serverTextFault(
    'drops-long-line',
    'says nothing to a line over 100 000 bytes',
    ['vu-1.2c'],
    (line) => (line.length > 100_000 ? '' : line),
  ),
]
