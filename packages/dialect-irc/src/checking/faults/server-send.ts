import { askFault, serverAsks, serverFrameFault, stalledByReader, textOf } from '@parley/faulty'
import { heardFault, type IrcFault, numeric, writtenFault } from './mutations.ts'

/** So many bytes to one client, after which it is waited for. */
const MOST = 256 * 1024

const message = /^((?:@\S+ )?:[^ !]+)!\S+ (PRIVMSG|NOTICE) /

export const serverSendFaults: readonly IrcFault[] = [
  {
    name: 'wrong-user',
    what: 'delivers to the user who logged in last',
    breaks: ['irc-4.1', 'irc-4.3'],
    apply(dialect) {
      let last = ''
      return serverAsks(dialect, {
        login(ask) {
          last = ask.name
          return ask
        },
        send: (ask) => ({ ...ask, to: last }),
      })
    },
  },
  serverFrameFault('twice', 'delivers each message twice', ['irc-4.1d', 'irc-4.1'], (frame) =>
    message.test(textOf(frame)) ? [frame, frame] : [frame],
  ),
  writtenFault(
    'bare-nickname',
    'writes the nickname alone before a message',
    ['irc-4.1b'],
    (line) => line.replace(message, '$1 $2 '),
  ),
  writtenFault('one-blank', 'makes one blank of several', ['irc-4.1c'], (line) =>
    message.test(line) ? line.replaceAll(/ +/g, ' ') : line,
  ),
  writtenFault('all-are-messages', 'delivers a NOTICE as a PRIVMSG', ['irc-4.3e'], (line) =>
    line.replace(message, (all) => all.replace(' NOTICE ', ' PRIVMSG ')),
  ),
  writtenFault('nobody-word', 'says 403 for nobody', ['irc-4.3'], numeric('401', '403')),
  writtenFault(
    'no-recipient-word',
    'says 421 without a recipient',
    ['irc-4.3b'],
    numeric('411', '421'),
  ),
  writtenFault('no-text-word', 'says 401 without a text', ['irc-4.3c'], numeric('412', '401')),
  heardFault(
    'answers-notices',
    'answers a NOTICE that cannot be delivered',
    ['irc-4.3f', 'irc-4.3e'],
    (said) => (said.command === 'NOTICE' ? { ...said, command: 'PRIVMSG' } : said),
  ),
  heardFault(
    'one-recipient',
    'delivers to the first of several recipients',
    ['irc-4.3g'],
    (said) =>
      said.command === 'PRIVMSG'
        ? {
            ...said,
            params: said.params.map((one, at) => (at === 0 ? one.replace(/,.*/, '') : one)),
          }
        : said,
  ),
  writtenFault('plain-actions', 'delivers an ACTION as a text', ['irc-4.5'], (line) =>
    line.replaceAll('\x01', ''),
  ),
  askFault('capital-texts', 'begins a text with a capital', ['irc-1.1c', 'irc-4.1'], {
    send: (ask) => ({ ...ask, text: ask.text.replace(/^./u, (letter) => letter.toUpperCase()) }),
  }),
  writtenFault(
    'no-away',
    'does not tell that a user is away',
    ['irc-4.7a'],
    numeric('301', undefined),
  ),
  {
    name: 'stalled-by-a-reader',
    what: 'waits for a client that reads nothing, and serves nobody meanwhile',
    breaks: ['irc-5.5c'],
    apply: (dialect) => stalledByReader(dialect, MOST),
  },
]
