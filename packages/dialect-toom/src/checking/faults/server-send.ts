import { serverHears } from '@parley/faulty'
import type { Request } from '../../frames.ts'
import { changeBodies, changeReplies, type ToomFault } from './mutations.ts'

export const serverSendFaults: readonly ToomFault[] = [
  {
    name: 'no-full-stop',
    what: 'forgets the full stop after the time',
    breaks: ['toom-3.1'],
    apply: changeBodies('MSGACK', (body) => body.replace(/\.$/, '')),
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
  {
    name: 'swaps-refusals',
    what: 'says that the number is wrong if the date is',
    breaks: ['toom-3.4b'],
    apply: changeBodies('F', (body) =>
      body.startsWith('Timestamp is not') ? 'Message number invalid!' : body,
    ),
  },
]
