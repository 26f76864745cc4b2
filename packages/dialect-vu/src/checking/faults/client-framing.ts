import { clientInputFault, clientTextFault, decodedAlone } from '@parley/faulty'
import type { VuFault } from './mutations.ts'

export const clientFramingFaults: readonly VuFault[] = [
  clientTextFault('crlf', 'ends lines with CRLF', ['vu-1.1'], (line) => line.replace('\n', '\r\n')),
  clientTextFault('no-line-end', 'forgets the line end', ['vu-1.1'], (line) =>
    line.replace('\n', ''),
  ),
  clientInputFault(
    'one-line-a-read',
    'takes one read for one message',
    ['vu-1.2c', 'vu-1.2d'],
    (text) => `${text.split('\n')[0]}\n`,
  ),
  clientInputFault(
    'loses-second',
    'shows nothing of a message that came joined to another',
    ['vu-1.2c', 'vu-1.2d'],
    (text) => text.replace(/\n[\s\S]*$/, '\n'),
  ),
  clientInputFault(
    'one-message-a-read',
    'shows the first message of a read only',
    ['vu-1.2d'],
    (text) => text.replace(/^(DELIVERY [^\n]*\n)DELIVERY [\s\S]*$/, '$1'),
  ),
  clientInputFault(
    'reads-too-much',
    'loses what comes in one read with HELLO',
    ['vu-1.2e'],
    (text) => text.replace(/^(HELLO [^\n]*\n)[\s\S]*$/, '$1'),
  ),
  clientInputFault('cuts-at-1024', 'keeps 1024 bytes of a read', ['vu-1.2c'], (text) =>
    text.slice(0, 1024),
  ),
  clientInputFault(
    'whole-characters',
    'decodes each read by itself, even if it ends within a character',
    ['vu-1.2c'],
    decodedAlone,
  ),
  clientTextFault('lower-case', 'says its words in lower case', ['vu-1.1c', 'vu-4.6'], (line) =>
    line.replace(/^LIST/, 'list'),
  ),
]
