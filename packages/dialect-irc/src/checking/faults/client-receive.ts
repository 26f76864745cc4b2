import { asText, clientReads, mangled, shownFault } from '@parley/faulty'
import { type IrcFault, sentFault } from './mutations.ts'

export const clientReceiveFaults: readonly IrcFault[] = [
  sentFault('no-pong', 'answers no PING', ['irc-5.3'], (line) =>
    line.startsWith('PONG') ? undefined : line,
  ),
  sentFault('pong-alone', 'answers PING without its parameter', ['irc-5.3'], (line) =>
    line.replace(/^PONG .*$/, 'PONG'),
  ),
  shownFault('shows-no-messages', 'shows no messages', ['irc-4.1g'], (text) =>
    / : /.test(text) && !text.startsWith('server') ? undefined : text,
  ),
  shownFault('senderless', 'shows a message without its sender', ['irc-4.1g'], (text) =>
    text.replace(/^\w+ : /, ''),
  ),
  {
    name: 'stops-at-the-unknown',
    what: 'reads nothing more after a command that it does not know',
    breaks: ['irc-5.5d'],
    apply: (dialect) =>
      clientReads(dialect, (splitter) => {
        let isDeaf = false
        return mangled(
          splitter,
          asText((read) => {
            if (isDeaf) return ''
            isDeaf = read.includes(' QWERTY ')
            return isDeaf ? read.slice(0, read.indexOf(' QWERTY ')) : read
          }),
        )
      }),
  },
]
