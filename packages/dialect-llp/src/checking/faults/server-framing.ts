import { decodedAlone, serverInputFault, serverTextFault } from '@parley/faulty'
import { firstLine, heardFault, type LlpFault } from './mutations.ts'

export const serverFramingFaults: readonly LlpFault[] = [
  serverTextFault('no-line-end', 'forgets the line end', ['llp-2.1', 'llp-3.2'], (text) =>
    text.replace(/\n$/, ''),
  ),
  serverTextFault('crlf', 'ends lines with \\r\\n', ['llp-1.1b'], (text) =>
    text.replaceAll('\n', '\r\n'),
  ),
  serverInputFault(
    'one-line-a-read',
    'takes one read for one line',
    ['llp-1.1c', 'llp-1.1d'],
    firstLine,
  ),
  serverInputFault(
    'loses-the-second',
    'loses what came together with a line',
    ['llp-1.1d'],
    (text) => text.replace(/\n[\s\S]*$/, '\n'),
  ),
  serverInputFault(
    'no-end-needed',
    'takes what a read brings for a line, also without a line end',
    ['llp-1.1g', 'llp-1.1c'],
    (text) => text.replace(/[^\n\0]$/, '$&\n'),
  ),
  serverInputFault(
    'cuts-at-1024',
    'reads no more than 1024 bytes of what came at once',
    ['llp-1.1c', 'llp-3.9'],
    (text) => text.slice(0, 1024),
  ),
  serverInputFault('cuts-characters', 'decodes each read by itself', ['llp-1.1c'], decodedAlone),
  heardFault(
    'counts-trailing-blanks',
    'takes the blanks behind a command for a part of it',
    ['llp-1.1a'],
    (line) => line.replace(/\s+$/, '_'),
  ),
  serverInputFault('no-telnet', 'takes Telnet negotiation for text', ['llp-1.2'], (text) =>
    text.replaceAll('\xff', '?'),
  ),
  serverInputFault('no-return-nul', 'does not know \\r\\0', ['llp-1.1e'], (text) =>
    text.replaceAll('\0', ' '),
  ),
]
