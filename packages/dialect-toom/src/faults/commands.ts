import { serverHears, serverWrites } from '@parley/faulty'
import type { Request } from '../frames.ts'
import { pickle } from '../serializer.ts'
import { bodies, bytesOf, clinging, replies, saidIn, serving, type Wrong } from './wrong.ts'

const WHEN = '20 Nov 2026 22:55:14'

/** Servers that carry out commands wrongly. */
export const commandFaults: readonly Wrong[] = [
  {
    name: 'pushes',
    what: 'tells everybody at once of a message to everyone',
    breaks: ['toom-1.5'],
    apply: (dialect) =>
      serving(dialect, {
        hear: (kind, line) => {
          if (kind === 'public') line.write(pickle('MSG', 'somebody has said something'))
        },
      }),
  },
  {
    name: 'twice',
    what: 'sends each reply to MSG twice',
    breaks: ['toom-1.5a', 'toom-3.1'],
    apply: (dialect) =>
      serverWrites(dialect, (frame) =>
        saidIn(frame).type === 'MSGACK' ? [frame, frame] : [frame],
      ),
  },
  {
    name: 'no-full-stop',
    what: 'forgets the full stop behind the time',
    breaks: ['toom-3.1'],
    apply: (dialect) => bodies(dialect, 'MSGACK', (body) => body.replace(/\.$/, '')),
  },
  {
    name: 'takes-empty',
    what: 'posts a message without a text',
    breaks: ['toom-3.1a'],
    apply: (dialect) =>
      serverHears(dialect, {
        request: (request) =>
          request.kind === 'wrong' && request.complaint === 'empty'
            ? { kind: 'post', text: '-' }
            : request,
      }),
  },
  {
    name: 'loses-blanks',
    what: 'makes one blank of several in an edited text',
    breaks: ['toom-3.3'],
    apply: (dialect) =>
      serverHears(dialect, {
        request: (request) =>
          request.kind === 'edit'
            ? { ...request, text: request.text.replaceAll(/ +/g, ' ') }
            : request,
      }),
  },
  {
    name: 'edits-nothing',
    what: 'confirms an edit, and leaves the text as it was',
    breaks: ['toom-3.3'],
    apply: (dialect) =>
      serverHears(dialect, {
        request: (request) =>
          request.kind === 'edit' ? { ...request, text: 'as it was' } : request,
      }),
  },
  {
    name: 'keeps-deleted',
    what: 'confirms that a message is deleted, and empties it only',
    breaks: ['toom-3.2', 'toom-3.4e'],
    apply: (dialect) => {
      const asEdit = serverHears(dialect, {
        request: (request): Request =>
          request.kind === 'remove'
            ? { kind: 'edit', number: request.number, posted: request.posted, text: 'deleted' }
            : request,
      })
      return replies(asEdit, ({ type, body }) =>
        type === 'EDT-ACK'
          ? { type: 'ACK', body: body.replace('edited', 'deleted') }
          : { type, body },
      )
    },
  },
  {
    name: 'one-word-fewer',
    what: 'takes DLT without a date for a wrong number',
    breaks: ['toom-3.2a'],
    apply: (dialect) =>
      serverHears(dialect, {
        request: (request) =>
          request.kind === 'wrong' && request.complaint === 'removeForm'
            ? { kind: 'wrong', complaint: 'number' }
            : request,
      }),
  },
  {
    name: 'swaps-refusals',
    what: 'says that the number is wrong where the date is',
    breaks: ['toom-3.4b'],
    apply: (dialect) =>
      bodies(dialect, 'F', (body) =>
        body.startsWith('Timestamp is not') ? 'Message number invalid!' : body,
      ),
  },
  {
    name: 'newest-first',
    what: 'tells the newest message first',
    breaks: ['toom-3.5'],
    apply: (dialect) => bodies(dialect, 'RDM', (body) => body.split('\n').reverse().join('\n')),
  },
  {
    name: 'always-posted',
    what: 'tells edited messages as posted',
    breaks: ['toom-3.5f'],
    scope: 'extension',
    apply: (dialect) =>
      bodies(dialect, 'RDM', (body) => body.replaceAll('", edited at ', '", posted at ')),
  },
  {
    name: 'no-quotes',
    what: 'leaves out the quotes around a text',
    breaks: ['toom-3.5'],
    apply: (dialect) =>
      bodies(dialect, 'RDM', (body) => body.replaceAll(/: "(.*)", (?=posted|edited)/g, ': $1, ')),
  },
  {
    name: 'reply-without-end',
    what: 'sends more than 2048 bytes in one reply',
    breaks: ['toom-1.1a'],
    apply: (dialect) =>
      bodies(dialect, 'RDM', (body) =>
        body.length > 900 ? `${body}\n#99, ann: "${'x'.repeat(2000)}", posted at ${WHEN}.` : body,
      ),
  },
  {
    name: 'silent-rest',
    what: 'leaves out messages without a word',
    breaks: ['toom-3.5d'],
    apply: (dialect) => bodies(dialect, 'RDM', (body) => body.replace(/\n\.\.\. .*$/, '')),
  },
  {
    name: 'swaps-fields',
    what: 'writes the port before the address',
    breaks: ['toom-3.6'],
    apply: (dialect) =>
      bodies(dialect, 'ATU', (body) => body.replaceAll(/^(\S+), (\S+), (\d+),/gm, '$1, $3, $2,')),
  },
  {
    name: 'heading',
    what: 'puts a heading above the list of users',
    breaks: ['toom-3.6a'],
    apply: (dialect) => bodies(dialect, 'ATU', (body) => `Active users:\n${body}`),
  },
  {
    name: 'alone-is-a-list',
    what: 'says in a reply of type ATU that nobody is there',
    breaks: ['toom-3.6b'],
    apply: (dialect) =>
      replies(dialect, (said) => (said.type === 'ATU-N' ? { ...said, type: 'ATU' } : said)),
  },
  {
    name: 'keeps-the-gone',
    what: 'lists who has gone',
    breaks: ['toom-3.6'],
    apply: (dialect) => {
      const lines = new Map<string, string>()
      return replies(dialect, (said) => {
        if (said.type !== 'ATU' && said.type !== 'ATU-N') return said
        const listed = said.type === 'ATU' ? said.body.split('\n') : []
        for (const line of listed) lines.set(line.split(',')[0] ?? '', line)
        return { type: 'ATU', body: [...lines.values()].slice(-10).join('\n') }
      })
    },
  },
  {
    name: 'nameless-goodbye',
    what: 'says goodbye without the name',
    breaks: ['toom-3.7'],
    apply: (dialect) => bodies(dialect, 'OUT', () => 'Bye!'),
  },
  {
    name: 'stays',
    what: 'does not close after OUT',
    breaks: ['toom-3.7'],
    apply: (dialect) => clinging(dialect, (reason) => reason !== 'logout'),
  },
  {
    name: 'closes-after-errors',
    what: 'closes after a wrong command',
    breaks: ['toom-3.8a', 'toom-3.8'],
    apply: (dialect) =>
      serverWrites(dialect, (frame, line) => {
        if (saidIn(frame).body !== 'Error. Invalid command!') return [frame]
        line.write(frame)
        line.close('logout')
        return []
      }),
  },
  {
    name: 'typed-errors',
    what: 'answers a wrong command with the type F',
    breaks: ['toom-3.8'],
    apply: (dialect) =>
      replies(dialect, (said) =>
        said.body === 'Error. Invalid command!' ? { ...said, type: 'F' } : said,
      ),
  },
  {
    name: 'type-is-a-number',
    what: 'puts a number under type',
    breaks: ['toom-1.1b'],
    apply: (dialect) =>
      serverWrites(dialect, (frame) => {
        const bytes = Array.from(bytesOf(frame))
        return saidIn(frame).type === '' ? [Uint8Array.of(...numbered(bytes))] : [frame]
      }),
  },
]

/** The empty string under `type`, which stands behind four bytes and the key, is 0. */
function numbered(bytes: readonly number[]): readonly number[] {
  const key = 4 + 5 + 'type'.length
  return [...bytes.slice(0, key), 0x4b, 0, ...bytes.slice(key + 5)]
}
