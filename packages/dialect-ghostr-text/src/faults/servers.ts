import { serverAsks, serverHears, serverReads, serverWrites } from '@parley/faulty'
import { requestFields } from '../frames.ts'
import { decodedAlone, firstMessage, reads, textOf, type Wrong, writing } from './wrong.ts'

/** Servers that write messages wrongly. */
export const writingFaults: readonly Wrong[] = [
  writing('line-end', 'ends messages with a line end', ['ghostr-text-1.1b'], (text) => `${text}\n`),
  writing('lines', 'ends fields with a line end', ['ghostr-text-1.1b'], (text) =>
    text.replaceAll(';;', ';;\n'),
  ),
  writing('no-blank', 'forgets the blank behind the colon', ['ghostr-text-1.1'], (text) =>
    text.replaceAll(': ', ':'),
  ),
  writing(
    'no-end',
    'forgets the end of the last field',
    ['ghostr-text-1.1', 'ghostr-text-9.1'],
    (text) => text.replace(/;;$/, ''),
  ),
  writing('no-err', 'leaves ERR out of its answer to LOGON', ['ghostr-text-1.1a'], (text) =>
    text.replace(/^(TYPE: LOGON;;.*)ERR: [^;]*;;$/, '$1'),
  ),
  writing('no-to', 'leaves TO out of a MSG', ['ghostr-text-1.1a'], (text) =>
    text.replace(/^(TYPE: MSG;;.*?)TO: [^;]*;;/, '$1'),
  ),
  writing('order', 'writes TO before FROM', ['ghostr-text-1.3b'], (text) =>
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
    ...writing('colons', 'writes colons in values', ['ghostr-text-1.4'], (text) =>
      text.replaceAll('\u2236', ':'),
    ),
    scope: 'extension',
  },
  writing('commas', 'writes commas between names', ['ghostr-text-9.6'], (text) =>
    text.startsWith('TYPE: WHOELSE;;') ? text.replaceAll('\n', ', ') : text,
  ),
  writing('lists-oneself', 'lists who asks', ['ghostr-text-9.6'], (text) =>
    text.replace(/^TYPE: WHOELSE;;FROM: ([^;]*);;BODY: /, '$&$1\n'),
  ),
  writing('tries', 'counts the tries that were used', ['ghostr-text-9.2a'], (text) =>
    text.replace(/PASW: 0;;ATMP: 2/, 'PASW: 0;;ATMP: 1'),
  ),
  writing('always-old', 'says that every name is known', ['ghostr-text-9.1a'], (text) =>
    text.replace('NEW: 1', 'NEW: 0'),
  ),
  writing('silent-goodbye', 'does not answer LOGOUT', ['ghostr-text-9.12'], (text) =>
    text.startsWith('TYPE: LOGOUT;;') ? '' : text,
  ),
  writing('no-place', 'gives a port for a place', ['ghostr-text-9.10'], (text) =>
    text.replace(/DEST: .*;;$/, 'DEST: 32876;;'),
  ),
  writing('no-dest', 'writes no DEST behind RET: 0', ['ghostr-text-9.10a'], (text) =>
    text.replace(/^(TYPE: PRIVREQ;;.*RET: 0;;)DEST: ;;$/, '$1'),
  ),
  writing('some-dest', 'writes a DEST behind RET: 0', ['ghostr-text-9.10a'], (text) =>
    text.replace(/^(TYPE: PRIVREQ;;.*RET: 0;;)DEST: ;;$/, '$1DEST: None;;'),
  ),
  writing('silent-blocks', 'does not tell who missed a broadcast', ['ghostr-text-9.9a'], (text) =>
    text.includes(';;ERR: Your message could not') ? '' : text,
  ),
  writing('private-public', 'passes a PRIVMSG on as a MSG', ['ghostr-text-9.11'], (text) =>
    text.replace(/^TYPE: PRIVMSG;;(TO: [^;]*;;)(FROM: [^;]*;;)/, 'TYPE: MSG;;$2$1'),
  ),
  writing('other-words', 'gives other reasons', ['ghostr-text-9.8'], (text) =>
    text.replace(' already blocked;;', ' is already blocked;;'),
  ),
  writing('other-to', 'calls everyone all', ['ghostr-text-9.5'], (text) =>
    text.replace(';;TO: broadcast;;', ';;TO: all;;'),
  ),
]

/** Servers that read messages wrongly. */
export const readingFaults: readonly Wrong[] = [
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
  {
    name: 'ascii',
    what: 'reads ASCII',
    breaks: ['ghostr-text-9.4'],
    apply: (dialect) =>
      serverReads(dialect, (splitter) =>
        reads(splitter, (chunk) => chunk.map((byte) => (byte < 0x80 ? byte : 0x3f))),
      ),
  },
  {
    name: 'lower-case',
    what: 'makes texts lower case',
    breaks: ['ghostr-text-9.4'],
    apply: (dialect) =>
      serverAsks(dialect, {
        send: (command) => ({ ...command, text: command.text.toLowerCase() }),
      }),
  },
  {
    name: 'strips',
    what: 'drops the blanks at both ends of a text',
    breaks: ['ghostr-text-9.4'],
    scope: 'extension',
    apply: (dialect) =>
      serverAsks(dialect, { send: (command) => ({ ...command, text: command.text.trim() }) }),
  },
  {
    name: 'never-locks',
    what: 'takes the right password also after too many wrong ones',
    breaks: ['ghostr-text-2.3a'],
    apply: (dialect) =>
      serverAsks(dialect, {
        login: ({ policy, ...command }) =>
          policy === undefined ? command : { ...command, policy: { ...policy, lockTime: 0 } },
      }),
  },
  {
    name: 'silent-arrivals',
    what: 'does not tell who has logged in',
    breaks: ['ghostr-text-9.3'],
    apply: (dialect) =>
      serverHears(dialect, { event: (event) => (event.kind === 'joined' ? undefined : event) }),
  },
  {
    name: 'silent-departures',
    what: 'does not tell who has gone',
    breaks: ['ghostr-text-9.3a'],
    apply: (dialect) =>
      serverHears(dialect, { event: (event) => (event.kind === 'left' ? undefined : event) }),
  },
]
