import { changeClientInput, type KtnFault } from './mutations.ts'

export const clientReceiveFaults: readonly KtnFault[] = [
  {
    name: 'deaf-to-users',
    what: 'shows only what the server itself says',
    breaks: ['ktn-7.3'],
    apply: (dialect) =>
      changeClientInput(dialect, (text) => (text.includes('"response":"message"') ? '' : text)),
  },
  {
    name: 'strict-senders',
    what: 'takes only texts for a sender',
    breaks: ['ktn-8.2a'],
    apply: (dialect) =>
      changeClientInput(dialect, (text) => (/"sender": ?null/.test(text) ? '' : text)),
  },
  {
    name: 'no-msg',
    what: 'does not know msg for message',
    breaks: ['ktn-8.2c'],
    apply: (dialect) => changeClientInput(dialect, (text) => (text.includes('"msg"') ? '' : text)),
  },
]
