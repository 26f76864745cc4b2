import { askFault, serverInputFault } from '@parley/faulty'
import { type IrcFault, numeric, writtenFault } from './mutations.ts'

export const serverLoginFaults: readonly IrcFault[] = [
  writtenFault('nameless-numerics', 'leaves the nickname out of numerics', ['irc-2.1'], (line) =>
    line.replace(/^(:parley \d{3} )(?:ann|bob)\w+ /, '$1'),
  ),
  writtenFault('no-003', 'leaves 003 out of the greeting', ['irc-2.4'], numeric('003', undefined)),
  writtenFault(
    'endless-greeting',
    'does not end the greeting',
    ['irc-2.4b'],
    numeric('422', undefined),
  ),
  writtenFault('no-prefix', 'does not say PREFIX in 005', ['irc-2.4a'], (line) =>
    line.replace(' PREFIX=(o)@', ''),
  ),
  writtenFault('in-use-word', 'says 432 for a nickname in use', ['irc-2.3'], numeric('433', '432')),
  writtenFault(
    'any-sign',
    'does not say that a nickname has a wrong sign',
    ['irc-2.3c'],
    numeric('432', undefined),
  ),
  writtenFault(
    'not-registered-word',
    'says 421 before the registration',
    ['irc-2.2b'],
    numeric('451', '421'),
  ),
  writtenFault(
    'registers-twice',
    'says 451 to USER a second time',
    ['irc-2.2c'],
    numeric('462', '451'),
  ),
  serverInputFault('hasty-registration', 'does not wait for CAP END', ['irc-2.5a'], (read) =>
    read.replace(/CAP LS 302\r\n/, '$&CAP END\r\n'),
  ),
  writtenFault('acks-anything', 'turns on what it does not know', ['irc-2.5b'], (line) =>
    line.replace(/^(:parley CAP \S+) NAK /, '$1 ACK '),
  ),
  askFault('any-password', 'takes any password', ['irc-2.7', 'irc-2.8a'], {
    login: ({ password, ...ask }) =>
      password === undefined ? ask : { ...ask, password: 'always-the-same' },
  }),
]
