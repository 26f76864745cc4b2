import { clientInputFault, clientTextFault, decodedAlone } from '@parley/faulty'
import { firstLine, type LlpFault } from './mutations.ts'

export const clientFramingFaults: readonly LlpFault[] = [
  clientTextFault('no-line-end', 'forgets the line end', ['llp-5.2a'], (text) =>
    text.replace(/\n$/, ''),
  ),
  clientInputFault(
    'one-line-a-read',
    'takes one read for one line',
    ['llp-1.1c', 'llp-1.1d', 'llp-5.5'],
    firstLine,
  ),
  clientInputFault(
    'one-message-a-read',
    'shows the first message of a read only',
    ['llp-1.1d'],
    (text) => text.replace(/^(> INBOUND[\s\S]*?> XOXOXO\n> \n)> INBOUND[\s\S]*$/, '$1'),
  ),
  clientInputFault('cuts-characters', 'decodes each read by itself', ['llp-1.1c'], decodedAlone),
  clientInputFault(
    'cuts-at-4096',
    'reads no more than 4096 bytes of what came at once',
    ['llp-1.1c'],
    (text) => text.slice(0, 4096),
  ),
  clientInputFault(
    'needs-the-last-line',
    'shows no message that has no "> " at its end',
    ['llp-5.1b'],
    (text) => text.replaceAll(/> XOXOXO\n(?!> \n)/g, '> ...\n'),
  ),
]
