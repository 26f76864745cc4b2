import { clientInputFault, clientTextFault, decodedAlone } from '@parley/faulty'
import { firstLine, type IrcFault } from './mutations.ts'

export const clientFramingFaults: readonly IrcFault[] = [
  clientTextFault('no-return', 'ends lines with \\n alone', ['irc-1.1'], (text) =>
    text.replaceAll('\r\n', '\n'),
  ),
  clientInputFault('one-line-a-read', 'takes one read for one line', ['irc-1.1f'], firstLine),
  clientInputFault('cuts-characters', 'decodes each read by itself', ['irc-1.1e'], decodedAlone),
  clientInputFault(
    'needs-a-colon',
    'shows no text that has no colon in front',
    ['irc-1.1c'],
    (read) => read.replace(/( PRIVMSG \S+) [^:\s]\S*\r\n$/, '$1 :\r\n'),
  ),
]
