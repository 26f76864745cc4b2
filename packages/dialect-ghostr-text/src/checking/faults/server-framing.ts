import {
  decodedAlone,
  serverFrameFault,
  serverInputFault,
  serverTextFault,
  textOf,
} from '@parley/faulty'
import { requestFields } from '../../frames.ts'
import { firstMessage, type GhostrTextFault } from './mutations.ts'

export const serverFramingFaults: readonly GhostrTextFault[] = [
  serverTextFault(
    'line-end',
    'ends messages with a line end',
    ['ghostr-text-1.1b'],
    (text) => `${text}\n`,
  ),
  serverTextFault('lines', 'ends fields with a line end', ['ghostr-text-1.1b'], (text) =>
    text.replaceAll(';;', ';;\n'),
  ),
  serverTextFault('no-blank', 'forgets the blank behind the colon', ['ghostr-text-1.1'], (text) =>
    text.replaceAll(': ', ':'),
  ),
  serverTextFault(
    'no-end',
    'forgets the end of the last field',
    ['ghostr-text-1.1', 'ghostr-text-9.1'],
    (text) => text.replace(/;;$/, ''),
  ),
  serverTextFault('no-err', 'leaves ERR out of its answer to LOGON', ['ghostr-text-1.1a'], (text) =>
    text.replace(/^(TYPE: LOGON;;.*)ERR: [^;]*;;$/, '$1'),
  ),
  serverTextFault('no-to', 'leaves TO out of a MSG', ['ghostr-text-1.1a'], (text) =>
    text.replace(/^(TYPE: MSG;;.*?)TO: [^;]*;;/, '$1'),
  ),
  serverTextFault('order', 'writes TO before FROM', ['ghostr-text-1.3b'], (text) =>
    text.replace(/^(TYPE: MSG;;)(FROM: [^;]*;;)(TO: [^;]*;;)/, '$1$3$2'),
  ),
  serverFrameFault('pieces', 'writes each field on its own', ['ghostr-text-1.3'], (frame) =>
    textOf(frame).split(/(?<=;;)(?=[A-Z]+: )/),
  ),
  {
    ...serverTextFault('colons', 'writes colons in values', ['ghostr-text-1.4'], (text) =>
      text.replaceAll('\u2236', ':'),
    ),
    scope: 'extension',
  },
  serverInputFault(
    'one-a-read',
    'takes one read for one message',
    ['ghostr-text-1.2'],
    firstMessage(requestFields),
  ),
  serverInputFault(
    'cuts-characters',
    'decodes each read by itself',
    ['ghostr-text-1.2'],
    decodedAlone,
  ),
  serverInputFault(
    'cuts-at-512',
    'reads no more than 512 bytes of what came at once',
    ['ghostr-text-1.2', 'ghostr-text-1.5b', 'ghostr-text-9.4'],
    (text) => text.slice(0, 512),
  ),
]
