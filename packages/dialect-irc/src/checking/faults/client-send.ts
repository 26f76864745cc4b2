import { clientFrameFault, textOf } from '@parley/faulty'
import { type IrcFault, sentFault } from './mutations.ts'

export const clientSendFaults: readonly IrcFault[] = [
  sentFault('no-colon', 'sends a text without the colon in front', ['irc-4.1f'], (line) =>
    line.replace(/^(PRIVMSG \S+) :/, '$1 '),
  ),
  sentFault('no-hash', 'names a channel without its #', ['irc-3.1'], (line) =>
    line.replace(/^NAMES #/, 'NAMES '),
  ),
  clientFrameFault('twice', 'sends each message twice', ['irc-4.1f'], (frame) =>
    textOf(frame).startsWith('PRIVMSG ') ? [frame, frame] : [frame],
  ),
  clientFrameFault('latin1', 'sends Latin-1', ['irc-4.1f'], (frame) => [
    Uint8Array.from(textOf(frame), (letter) => letter.charCodeAt(0)),
  ]),
  sentFault('long-lines', 'sends lines of any length', ['irc-1.2c'], (line) =>
    line.replace(/^(PRIVMSG \S+ :)the end$/, `$1${'long '.repeat(120)}`),
  ),
  sentFault('no-quit', 'goes without QUIT', ['irc-5.4a'], (line) =>
    line.startsWith('QUIT') ? undefined : line,
  ),
]
