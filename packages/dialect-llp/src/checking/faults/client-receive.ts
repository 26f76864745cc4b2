import { clientReads, terminalShows } from '@parley/faulty'
import { encode, type LlpFault, reads } from './mutations.ts'

export const clientReceiveFaults: readonly LlpFault[] = [
  {
    name: 'shows-no-messages',
    what: 'shows no messages',
    breaks: ['llp-5.5'],
    apply: (dialect) =>
      terminalShows(dialect, (text) => (text.startsWith('──') ? undefined : text)),
  },
  {
    name: 'shows-the-first-line',
    what: 'shows the first line of a message only',
    breaks: ['llp-5.5'],
    apply: (dialect) =>
      terminalShows(dialect, (text) =>
        text.startsWith('──') ? text.split('\n').slice(0, 2).join('\n') : text,
      ),
  },
  {
    name: 'goodbye-in-texts',
    what: 'takes a line of a message for the goodbye',
    breaks: ['llp-5.5b'],
    apply: (dialect) =>
      clientReads(dialect, (splitter) =>
        reads(splitter, (chunk) =>
          encode(
            new TextDecoder()
              .decode(chunk)
              .replace(/> INBOUND[\s\S]*(> OK - Goodbye xoxo\n)[\s\S]*/, '$1'),
          ),
        ),
      ),
  },
]
