import { clientReads, clientWrites, terminalShows } from '@parley/faulty'
import { decodedAlone, encode, firstLine, type Llp, reads, textOf, type Wrong } from './wrong.ts'

/** Each line that the client sends is changed; undefined: it is not sent. */
function sends(dialect: Llp, change: (line: string) => string | undefined): Llp {
  return clientWrites(dialect, (frame) => {
    const changed = change(textOf(frame).replace(/\n$/, ''))
    return changed === undefined ? [] : [`${changed}\n`]
  })
}

/** Clients that send wrongly. */
const sendingFaults: readonly Wrong[] = [
  {
    name: 'no-line-end',
    what: 'forgets the line end',
    breaks: ['llp-5.2a'],
    apply: (dialect) => clientWrites(dialect, (frame) => [textOf(frame).replace(/\n$/, '')]),
  },
  {
    name: 'small-commands',
    what: 'sends commands in small letters',
    breaks: ['llp-5.2'],
    apply: (dialect) =>
      sends(dialect, (line) => line.replace(/^[A-Z]+/, (word) => word.toLowerCase())),
  },
  {
    name: 'colon',
    what: 'sends a colon behind the command',
    breaks: ['llp-5.2'],
    apply: (dialect) => sends(dialect, (line) => line.replace(/^(LOGIN|MESSAGE) /, '$1: ')),
  },
  {
    name: 'one-line-messages',
    what: 'sends a message on the line of its command',
    breaks: ['llp-5.2', 'llp-5.3'],
    apply: (dialect) => sends(dialect, (line) => line.replace(/^(MESSAGE \w+)$/, '$1 text')),
  },
  {
    name: 'cuts-names',
    what: 'cuts names after 8 letters',
    breaks: ['llp-5.2', 'llp-3.3a'],
    apply: (dialect) => sends(dialect, (line) => line.replace(/^(LOGIN \w{8})\w*$/, '$1')),
  },
  {
    name: 'small-names',
    what: 'makes names lower case',
    breaks: ['llp-3.3a'],
    apply: (dialect) =>
      sends(dialect, (line) =>
        line.replace(/^LOGIN (.*)$/, (_all, name) => `LOGIN ${String(name).toLowerCase()}`),
      ),
  },
  {
    name: 'no-end',
    what: 'does not send XOXOXO',
    breaks: ['llp-5.3'],
    apply: (dialect) => sends(dialect, (line) => (line === 'XOXOXO' ? undefined : line)),
  },
  {
    name: 'twice',
    what: 'sends the lines of a message twice',
    breaks: ['llp-5.3'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) => (/^[A-Z]/.test(textOf(frame)) ? [frame] : [frame, frame])),
  },
  {
    name: 'one-blank',
    what: 'makes one blank of several',
    breaks: ['llp-5.3'],
    apply: (dialect) => sends(dialect, (line) => line.replaceAll(/ +/g, ' ')),
  },
  {
    name: 'hasty',
    what: 'sends a line of the message before the server has asked for it',
    breaks: ['llp-5.1a', 'llp-5.3'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) =>
        textOf(frame).startsWith('MESSAGE ') ? [frame, 'hello\n'] : [frame],
      ),
  },
  {
    name: 'latin1',
    what: 'sends Latin-1',
    breaks: ['llp-1.4'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) => [
        Uint8Array.from(textOf(frame), (letter) => letter.charCodeAt(0)),
      ]),
  },
  {
    name: 'cuts-at-1024',
    what: 'sends no more than 1024 bytes of a line',
    breaks: ['llp-1.4'],
    apply: (dialect) => sends(dialect, (line) => line.slice(0, 1023)),
  },
  {
    name: 'no-goodbye',
    what: 'goes without LOGOUT',
    breaks: ['llp-5.4'],
    apply: (dialect) => sends(dialect, (line) => (line === 'LOGOUT' ? undefined : line)),
  },
]

/** Clients that read or show wrongly. */
const readingFaults: readonly Wrong[] = [
  {
    name: 'one-line-a-read',
    what: 'takes one read for one line',
    breaks: ['llp-1.1c', 'llp-1.1d', 'llp-5.5'],
    apply: (dialect) => clientReads(dialect, (splitter) => reads(splitter, firstLine)),
  },
  {
    name: 'cuts-characters',
    what: 'decodes each read by itself',
    breaks: ['llp-1.1c'],
    apply: (dialect) => clientReads(dialect, (splitter) => reads(splitter, decodedAlone)),
  },
  {
    name: 'cuts-at-4096',
    what: 'reads no more than 4096 bytes of what came at once',
    breaks: ['llp-1.1c'],
    apply: (dialect) =>
      clientReads(dialect, (splitter) => reads(splitter, (chunk) => chunk.subarray(0, 4096))),
  },
  {
    name: 'needs-the-last-line',
    what: 'shows no message that has no "> " at its end',
    breaks: ['llp-5.1b'],
    apply: (dialect) =>
      clientReads(dialect, (splitter) =>
        reads(splitter, (chunk) =>
          encode(new TextDecoder().decode(chunk).replaceAll(/> XOXOXO\n(?!> \n)/g, '> ...\n')),
        ),
      ),
  },
  {
    name: 'silent-login',
    what: 'does not show that a login has succeeded',
    breaks: ['llp-5.2b'],
    apply: (dialect) =>
      terminalShows(dialect, (text) => (text.includes('Hello') ? undefined : text)),
  },
  {
    name: 'shows-no-messages',
    what: 'shows no messages',
    breaks: ['llp-5.5'],
    apply: (dialect) =>
      terminalShows(dialect, (text) => (text.startsWith('──') ? undefined : text)),
  },
  {
    name: 'shows-the-first-line',
    what: 'shows the first line of a message only',
    breaks: ['llp-5.5'],
    apply: (dialect) =>
      terminalShows(dialect, (text) =>
        text.startsWith('──') ? text.split('\n').slice(0, 2).join('\n') : text,
      ),
  },
  {
    name: 'goodbye-in-texts',
    what: 'takes a line of a message for the goodbye',
    breaks: ['llp-5.5b'],
    apply: (dialect) =>
      clientReads(dialect, (splitter) =>
        reads(splitter, (chunk) =>
          encode(
            new TextDecoder()
              .decode(chunk)
              .replace(/> INBOUND[\s\S]*(> OK - Goodbye xoxo\n)[\s\S]*/, '$1'),
          ),
        ),
      ),
  },
]

export const clientFaults: readonly Wrong[] = [...sendingFaults, ...readingFaults]
