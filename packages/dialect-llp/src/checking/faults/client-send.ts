import { clientWrites, textOf } from '@parley/faulty'
import { type LlpFault, sends } from './mutations.ts'

export const clientSendFaults: readonly LlpFault[] = [
  {
    name: 'one-line-messages',
    what: 'sends a message on the line of its command',
    breaks: ['llp-5.2', 'llp-5.3'],
    apply: sends((line) => line.replace(/^(MESSAGE \w+)$/, '$1 text')),
  },
  {
    name: 'no-end',
    what: 'does not send XOXOXO',
    breaks: ['llp-5.3'],
    apply: sends((line) => (line === 'XOXOXO' ? undefined : line)),
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
    apply: sends((line) => line.replaceAll(/ +/g, ' ')),
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
]
