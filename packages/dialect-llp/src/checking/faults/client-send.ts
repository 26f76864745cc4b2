import { clientFrameFault, textOf } from '@parley/faulty'
import { type LlpFault, sentFault } from './mutations.ts'

export const clientSendFaults: readonly LlpFault[] = [
  sentFault(
    'one-line-messages',
    'sends a message on the line of its command',
    ['llp-5.2', 'llp-5.3'],
    (line) => line.replace(/^(MESSAGE \w+)$/, '$1 text'),
  ),
  sentFault('no-end', 'does not send XOXOXO', ['llp-5.3'], (line) =>
    line === 'XOXOXO' ? undefined : line,
  ),
  clientFrameFault('twice', 'sends the lines of a message twice', ['llp-5.3'], (frame) =>
    /^[A-Z]/.test(textOf(frame)) ? [frame] : [frame, frame],
  ),
  sentFault('one-blank', 'makes one blank of several', ['llp-5.3'], (line) =>
    line.replaceAll(/ +/g, ' '),
  ),
  clientFrameFault(
    'hasty',
    'sends a line of the message before the server has asked for it',
    ['llp-5.1a', 'llp-5.3'],
    (frame) => (textOf(frame).startsWith('MESSAGE ') ? [frame, 'hello\n'] : [frame]),
  ),
]
