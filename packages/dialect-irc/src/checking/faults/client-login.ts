import { clientInputFault } from '@parley/faulty'
import { type IrcFault, sentFault } from './mutations.ts'

export const clientLoginFaults: readonly IrcFault[] = [
  sentFault('no-user', 'does not say USER', ['irc-2.2'], (line) =>
    line.startsWith('USER ') ? undefined : line,
  ),
  sentFault('short-user', 'says USER with too few parameters', ['irc-2.2'], (line) =>
    line.replace(/^(USER \S+) .*$/, '$1'),
  ),
  clientInputFault('one-nickname', 'asks for no other nickname after 433', ['irc-2.3e'], (read) =>
    read.replace(/^\S+ 433 .*\r\n/, ''),
  ),
]
