import { clientReads } from '@parley/faulty'
import { replyFields } from '../../frames.ts'
import {
  clientFault,
  decodedAlone,
  firstMessage,
  type GhostrTextFault,
  reads,
} from './mutations.ts'

export const clientFramingFaults: readonly GhostrTextFault[] = [
  clientFault(
    'line-end',
    'ends messages with a line end',
    ['ghostr-text-1.1b'],
    (text) => `${text}\n`,
  ),
  clientFault('no-end', 'forgets the end of the last field', ['ghostr-text-1.1'], (text) =>
    text.replace(/;;$/, ''),
  ),
  clientFault('who-first', 'sends WHO before TYPE', ['ghostr-text-1.1'], (text) =>
    text.replace(/^(TYPE: LOGON;;)(.*)$/s, '$2$1'),
  ),
  clientFault('no-new', 'leaves NEW out of AUTH', ['ghostr-text-1.1a'], (text) =>
    text.replace(/NEW: .;;$/, ''),
  ),
  clientFault(
    'no-from',
    'leaves FROM out of a MSG',
    ['ghostr-text-1.1a', 'ghostr-text-9.4d'],
    (text) => text.replace(/^(TYPE: MSG;;)FROM: [^;]*;;/, '$1'),
  ),
  {
    name: 'one-a-read',
    what: 'takes one read for one message',
    breaks: ['ghostr-text-8.3'],
    apply: (dialect) =>
      clientReads(dialect, (splitter) =>
        reads(splitter, (chunk) => firstMessage(chunk, replyFields)),
      ),
  },
  {
    name: 'cuts-characters',
    what: 'decodes each read by itself',
    breaks: ['ghostr-text-8.3'],
    apply: (dialect) => clientReads(dialect, (splitter) => reads(splitter, decodedAlone)),
  },
  {
    name: 'cuts-at-512',
    what: 'reads no more than 512 bytes',
    breaks: ['ghostr-text-8.3'],
    apply: (dialect) =>
      clientReads(dialect, (splitter) => reads(splitter, (chunk) => chunk.subarray(0, 512))),
  },
]
