import { clientReads, clientWrites, terminalShows } from '@parley/faulty'
import { replyFields } from '../frames.ts'
import { decodedAlone, firstMessage, reads, textOf, type Wrong } from './wrong.ts'

/** Every message that the client sends is changed as text; empty: it is not sent. */
function sending(
  name: string,
  what: string,
  breaks: readonly string[],
  change: (text: string) => string,
): Wrong {
  return {
    name,
    what,
    breaks,
    apply: (dialect) =>
      clientWrites(dialect, (frame) => [change(textOf(frame))].filter((text) => text !== '')),
  }
}

/** Clients that are wrong. */
export const clientFaults: readonly Wrong[] = [
  sending('line-end', 'ends messages with a line end', ['ghostr-text-1.1b'], (text) => `${text}\n`),
  sending('no-end', 'forgets the end of the last field', ['ghostr-text-1.1'], (text) =>
    text.replace(/;;$/, ''),
  ),
  sending('who-first', 'sends WHO before TYPE', ['ghostr-text-1.1'], (text) =>
    text.replace(/^(TYPE: LOGON;;)(.*)$/s, '$2$1'),
  ),
  sending('no-new', 'leaves NEW out of AUTH', ['ghostr-text-1.1a'], (text) =>
    text.replace(/NEW: .;;$/, ''),
  ),
  sending('no-from', 'leaves FROM out of a MSG', ['ghostr-text-1.1a', 'ghostr-text-9.4d'], (text) =>
    text.replace(/^(TYPE: MSG;;)FROM: [^;]*;;/, '$1'),
  ),
  sending('colons', 'sends colons in a text', ['ghostr-text-1.4'], (text) =>
    text.replaceAll('\u2236', ':'),
  ),
  sending('semicolons', 'sends semicolons as they are typed', ['ghostr-text-1.4a'], (text) =>
    text.replace('wow; TYPE', 'wow;; TYPE').replace('BODY: bye;;', 'BODY: bye;;;'),
  ),
  sending('other-who', 'sends AUTH for another name', ['ghostr-text-2.1'], (text) =>
    text.replace(/^(TYPE: AUTH;;WHO: )/, '$1x'),
  ),
  sending('no-password', 'sends no password', ['ghostr-text-2.1'], (text) =>
    text.replace(/PASW: [^;]*;;/, 'PASW: ;;'),
  ),
  {
    name: 'hasty',
    what: 'sends AUTH before LOGON is answered',
    breaks: ['ghostr-text-8.1b'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) => {
        const who = /^TYPE: LOGON;;(WHO: [^;]*;;)/.exec(textOf(frame))?.[1]
        return who === undefined ? [frame] : [frame, `TYPE: AUTH;;${who}PASW: secret;;NEW: 0;;`]
      }),
  },
  sending('latin1', 'sends question marks for other letters', ['ghostr-text-9.4d'], (text) =>
    text.replaceAll(/[\u0080-\uffff]/g, '?'),
  ),
  sending('swapped', 'swaps FROM and TO', ['ghostr-text-9.4d'], (text) =>
    text.replace(/^TYPE: MSG;;FROM: ([^;]*);;TO: ([^;]*);;/, 'TYPE: MSG;;FROM: $2;;TO: $1;;'),
  ),
  sending('no-goodbye', 'goes without LOGOUT', ['ghostr-text-9.12a'], (text) =>
    text.startsWith('TYPE: LOGOUT;;') ? '' : text,
  ),
  sending('other-list', 'asks for the list with LIST', ['ghostr-text-9.6a'], (text) =>
    text.replace('TYPE: WHOELSE;;', 'TYPE: LIST;;'),
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
  {
    name: 'no-sender',
    what: 'does not show from whom a message is',
    breaks: ['ghostr-text-9.4e'],
    apply: (dialect) => terminalShows(dialect, (text) => text.replace(/^\S+ : /, '')),
  },
]
