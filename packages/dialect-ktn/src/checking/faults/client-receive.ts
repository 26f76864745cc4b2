import { clientInputFault } from '@parley/faulty'
import type { KtnFault } from './mutations.ts'

export const clientReceiveFaults: readonly KtnFault[] = [
  clientInputFault(
    'deaf-to-users',
    'shows only what the server itself says',
    ['ktn-7.3'],
    (text) => (text.includes('"response":"message"') ? '' : text),
  ),
  clientInputFault('strict-senders', 'takes only texts for a sender', ['ktn-8.2a'], (text) =>
    /"sender": ?null/.test(text) ? '' : text,
  ),
  clientInputFault('no-msg', 'does not know msg for message', ['ktn-8.2c'], (text) =>
    text.includes('"msg"') ? '' : text,
  ),
]
