import { decodedAlone, serverInputFault, serverTextFault } from '@parley/faulty'
import { firstLine, heardFault, type IrcFault, numeric, writtenFault } from './mutations.ts'

export const serverFramingFaults: readonly IrcFault[] = [
  serverTextFault('no-return', 'ends lines with \\n alone', ['irc-1.1'], (text) =>
    text.replaceAll('\r\n', '\n'),
  ),
  serverInputFault('needs-return', 'reads no lines that end with \\n alone', ['irc-1.1a'], (read) =>
    read.replaceAll(/(^|[^\r])\n/g, '$1 '),
  ),
  serverInputFault(
    'one-line-a-read',
    'takes one read for one line',
    ['irc-1.1e', 'irc-1.1f', 'irc-2.2a'],
    firstLine,
  ),
  serverInputFault(
    'no-end-needed',
    'takes what a read brings for a line, also without a line end',
    ['irc-1.1e'],
    (read) => read.replace(/[^\n]$/, '$&\n'),
  ),
  serverInputFault('cuts-characters', 'decodes each read by itself', ['irc-1.1e'], decodedAlone),
  heardFault('small-words-unknown', 'knows commands in capitals only', ['irc-1.1d'], (message) =>
    message.command === 'PING' && /^[a-z]/.test(message.params[0] ?? '')
      ? { ...message, command: 'PINGS' }
      : message,
  ),
  heardFault(
    'keeps-the-colon',
    'takes the colon for a part of the text',
    ['irc-1.1c'],
    (message) =>
      message.command === 'PRIVMSG'
        ? { ...message, params: message.params.map((one, at) => (at === 1 ? `:${one}` : one)) }
        : message,
  ),
  serverInputFault(
    'answers-empty-lines',
    'answers an empty line as an unknown command',
    ['irc-1.1b'],
    (read) => read.replaceAll(/(?<=^|\n)\r?\n/g, 'EMPTY\r\n'),
  ),
  writtenFault(
    'no-word-for-long-lines',
    'says nothing to a line over the limit',
    ['irc-1.2'],
    numeric('417', undefined),
  ),
]
