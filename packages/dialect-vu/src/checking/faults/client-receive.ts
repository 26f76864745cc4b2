import { terminalShows } from '@parley/faulty'
import { changeClientInput, changeClientOutput, type VuFault } from './mutations.ts'

export const clientReceiveFaults: readonly VuFault[] = [
  {
    name: 'deaf-while-asking',
    what: 'loses a message that comes before the answer to a command',
    breaks: ['vu-5.2c'],
    apply(dialect) {
      let waits = false
      const writing = changeClientOutput(dialect, (line) => {
        waits = !line.startsWith('HELLO-FROM ')
        return line
      })
      return changeClientInput(writing, (text) => {
        if (waits && text.startsWith('DELIVERY ')) return ''
        waits = false
        return text
      })
    },
  },
  {
    name: 'no-underscore',
    what: 'does not know BAD_RQST_BODY',
    breaks: ['vu-5.2a'],
    apply: (dialect) => changeClientInput(dialect, (text) => text.replace(/^BAD_/, 'X')),
  },
  {
    name: 'whole-replies',
    what: 'compares a whole reply with SEND-OK',
    breaks: ['vu-5.2'],
    apply: (dialect) => changeClientInput(dialect, (text) => text.replace(/^SEND-OK /, 'X ')),
  },
  {
    name: 'empty-names',
    what: 'shows an empty name after the last comma of a list',
    breaks: ['vu-5.2b'],
    apply: (dialect) => changeClientInput(dialect, (text) => text.replace(/,\n$/, ',-\n')),
  },
  {
    name: 'colon-missing',
    what: 'shows who a message is from without a colon',
    breaks: ['vu-4.7'],
    apply: (dialect) => terminalShows(dialect, (text) => text.replace(/^(From \S+):/, '$1')),
  },
  {
    name: 'before-messages',
    what: 'puts something before each message',
    breaks: ['vu-4.7'],
    apply: (dialect) => terminalShows(dialect, (text) => text.replace(/^From /, '> From ')),
  },
  {
    name: 'misspelt',
    what: 'misspells what it shows for SEND-OK',
    breaks: ['vu-4.6d'],
    apply: (dialect) =>
      terminalShows(dialect, (text) => text.replace('successfully', 'succesfully')),
  },
  {
    name: 'mixes-errors',
    what: 'shows the text of BAD-RQST-HDR for BAD-RQST-BODY',
    breaks: ['vu-4.8a'],
    apply: (dialect) =>
      terminalShows(dialect, (text) => text.replace('message body', 'message header')),
  },
  {
    name: 'names-joined',
    what: 'shows a list on one line',
    breaks: ['vu-4.6'],
    apply: (dialect) =>
      terminalShows(dialect, (text) =>
        text.startsWith('There are ') ? text.replaceAll('\n', ' ') : text,
      ),
  },
]
