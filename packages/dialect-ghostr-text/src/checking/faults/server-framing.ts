import { serverReads, serverWrites } from '@parley/faulty'
import { requestFields } from '../../frames.ts'
import {
  decodedAlone,
  firstMessage,
  type GhostrTextFault,
  reads,
  serverFault,
  textOf,
} from './mutations.ts'

export const serverFramingFaults: readonly GhostrTextFault[] = [
  serverFault(
    'line-end',
    'ends messages with a line end',
    ['ghostr-text-1.1b'],
    (text) => `${text}\n`,
  ),
  serverFault('lines', 'ends fields with a line end', ['ghostr-text-1.1b'], (text) =>
    text.replaceAll(';;', ';;\n'),
  ),
  serverFault('no-blank', 'forgets the blank behind the colon', ['ghostr-text-1.1'], (text) =>
    text.replaceAll(': ', ':'),
  ),
  serverFault(
    'no-end',
    'forgets the end of the last field',
    ['ghostr-text-1.1', 'ghostr-text-9.1'],
    (text) => text.replace(/;;$/, ''),
  ),
  serverFault('no-err', 'leaves ERR out of its answer to LOGON', ['ghostr-text-1.1a'], (text) =>
    text.replace(/^(TYPE: LOGON;;.*)ERR: [^;]*;;$/, '$1'),
  ),
  serverFault('no-to', 'leaves TO out of a MSG', ['ghostr-text-1.1a'], (text) =>
    text.replace(/^(TYPE: MSG;;.*?)TO: [^;]*;;/, '$1'),
  ),
  serverFault('order', 'writes TO before FROM', ['ghostr-text-1.3b'], (text) =>
    text.replace(/^(TYPE: MSG;;)(FROM: [^;]*;;)(TO: [^;]*;;)/, '$1$3$2'),
  ),
  {
    name: 'pieces',
    what: 'writes each field on its own',
    breaks: ['ghostr-text-1.3'],
    apply: (dialect) =>
      serverWrites(dialect, (frame) => textOf(frame).split(/(?<=;;)(?=[A-Z]+: )/)),
  },
  {
    ...serverFault('colons', 'writes colons in values', ['ghostr-text-1.4'], (text) =>
      text.replaceAll('\u2236', ':'),
    ),
    scope: 'extension',
  },
  {
    name: 'one-a-read',
    what: 'takes one read for one message',
    breaks: ['ghostr-text-1.2'],
    apply: (dialect) =>
      serverReads(dialect, (splitter) =>
        reads(splitter, (chunk) => firstMessage(chunk, requestFields)),
      ),
  },
  {
    name: 'cuts-characters',
    what: 'decodes each read by itself',
    breaks: ['ghostr-text-1.2'],
    apply: (dialect) => serverReads(dialect, (splitter) => reads(splitter, decodedAlone)),
  },
  {
    name: 'cuts-at-512',
    what: 'reads no more than 512 bytes of what came at once',
    breaks: ['ghostr-text-1.2', 'ghostr-text-1.5b', 'ghostr-text-9.4'],
    apply: (dialect) =>
      serverReads(dialect, (splitter) => reads(splitter, (chunk) => chunk.subarray(0, 512))),
  },
]
