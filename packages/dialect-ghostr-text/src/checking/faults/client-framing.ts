import { clientInputFault, clientTextFault, decodedAlone } from '@parley/faulty'
import { replyFields } from '../../frames.ts'
import { firstMessage, type GhostrTextFault } from './mutations.ts'

export const clientFramingFaults: readonly GhostrTextFault[] = [
  clientTextFault(
    'line-end',
    'ends messages with a line end',
    ['ghostr-text-1.1b'],
    (text) => `${text}\n`,
  ),
  clientTextFault('no-end', 'forgets the end of the last field', ['ghostr-text-1.1'], (text) =>
    text.replace(/;;$/, ''),
  ),
  clientTextFault('who-first', 'sends WHO before TYPE', ['ghostr-text-1.1'], (text) =>
    text.replace(/^(TYPE: LOGON;;)(.*)$/s, '$2$1'),
  ),
  clientTextFault('no-new', 'leaves NEW out of AUTH', ['ghostr-text-1.1a'], (text) =>
    text.replace(/NEW: .;;$/, ''),
  ),
  clientTextFault(
    'no-from',
    'leaves FROM out of a MSG',
    ['ghostr-text-1.1a', 'ghostr-text-9.4d'],
    (text) => text.replace(/^(TYPE: MSG;;)FROM: [^;]*;;/, '$1'),
  ),
  clientInputFault(
    'one-a-read',
    'takes one read for one message',
    ['ghostr-text-8.3'],
    firstMessage(replyFields),
  ),
  clientInputFault(
    'cuts-characters',
    'decodes each read by itself',
    ['ghostr-text-8.3'],
    decodedAlone,
  ),
  clientInputFault('cuts-at-512', 'reads no more than 512 bytes', ['ghostr-text-8.3'], (text) =>
    text.slice(0, 512),
  ),
]
