import { serverHears } from '@parley/faulty'
import type { Request } from '../../frames.ts'
import { bodyFault, changeReplies, type ToomFault } from './mutations.ts'

export const serverSendFaults: readonly ToomFault[] = [
  bodyFault(
    'no-full-stop',
    'forgets the full stop after the time',
    ['toom-3.1'],
    'MSGACK',
    (body) => body.replace(/\.$/, ''),
  ),
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
    what: 'makes one space of several in an edited text',
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
      return changeReplies(({ type, body }) =>
        type === 'EDT-ACK'
          ? { type: 'ACK', body: body.replace('edited', 'deleted') }
          : { type, body },
      )(asEdit)
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
  bodyFault(
    'swaps-refusals',
    'says that the number is wrong if the date is',
    ['toom-3.4b'],
    'F',
    (body) => (body.startsWith('Timestamp is not') ? 'Message number invalid!' : body),
  ),
]
