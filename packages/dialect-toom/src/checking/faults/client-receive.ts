import { shownFault } from '@parley/faulty'
import { type ToomFault, terminalFault } from './mutations.ts'

export const clientReceiveFaults: readonly ToomFault[] = [
  shownFault('hides-refusals', 'does not show what is refused', ['toom-1.5c'], (text) =>
    text.startsWith('Message body') ? undefined : text,
  ),
  terminalFault(
    'first-line-only',
    'shows the first line of a reply only',
    ['toom-1.5c'],
    (session) => ({
      take: (reply) =>
        session.take(
          reply.kind === 'reply' ? { ...reply, body: reply.body.split('\n')[0] ?? '' } : reply,
        ),
    }),
  ),
]
