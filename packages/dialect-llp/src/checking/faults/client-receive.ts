import { clientInputFault, shownFault } from '@parley/faulty'
import type { LlpFault } from './mutations.ts'

export const clientReceiveFaults: readonly LlpFault[] = [
  shownFault('shows-no-messages', 'shows no messages', ['llp-5.5'], (text) =>
    text.startsWith('──') ? undefined : text,
  ),
  shownFault(
    'shows-the-first-line',
    'shows the first line of a message only',
    ['llp-5.5'],
    (text) => (text.startsWith('──') ? text.split('\n').slice(0, 2).join('\n') : text),
  ),
  clientInputFault(
    'goodbye-in-texts',
    'takes a line of a message for the goodbye',
    ['llp-5.5b'],
    (text) => text.replace(/> INBOUND[\s\S]*(> OK - Goodbye xoxo\n)[\s\S]*/, '$1'),
  ),
]
