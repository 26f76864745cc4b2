import { terminalShows } from '@parley/faulty'
import { type ToomFault, wrapTerminal } from './mutations.ts'

export const clientReceiveFaults: readonly ToomFault[] = [
  {
    name: 'hides-refusals',
    what: 'does not show what is refused',
    breaks: ['toom-1.5c'],
    apply: (dialect) =>
      terminalShows(dialect, (text) => (text.startsWith('Message body') ? undefined : text)),
  },
  {
    name: 'first-line-only',
    what: 'shows the first line of a reply only',
    breaks: ['toom-1.5c'],
    apply: (dialect) =>
      wrapTerminal(dialect, (session) => ({
        take: (reply) =>
          session.take(
            reply.kind === 'reply' ? { ...reply, body: reply.body.split('\n')[0] ?? '' } : reply,
          ),
      })),
  },
]
