import { clientInput, clientInputFault, clientText, shownFault } from '@parley/faulty'
import type { VuFault } from './mutations.ts'

export const clientReceiveFaults: readonly VuFault[] = [
  {
    name: 'deaf-while-asking',
    what: 'loses a message that comes before the answer to a command',
    breaks: ['vu-5.2c'],
    apply(dialect) {
      let waits = false
      const writing = clientText((line) => {
        waits = !line.startsWith('HELLO-FROM ')
        return line
      })(dialect)
      return clientInput((text) => {
        if (waits && text.startsWith('DELIVERY ')) return ''
        waits = false
        return text
      })(writing)
    },
  },
  clientInputFault('no-underscore', 'does not know BAD_RQST_BODY', ['vu-5.2a'], (text) =>
    text.replace(/^BAD_/, 'X'),
  ),
  clientInputFault('whole-replies', 'compares a whole reply with SEND-OK', ['vu-5.2'], (text) =>
    text.replace(/^SEND-OK /, 'X '),
  ),
  clientInputFault(
    'empty-names',
    'shows an empty name after the last comma of a list',
    ['vu-5.2b'],
    (text) => text.replace(/,\n$/, ',-\n'),
  ),
  shownFault('colon-missing', 'shows who a message is from without a colon', ['vu-4.7'], (text) =>
    text.replace(/^(From \S+):/, '$1'),
  ),
  shownFault('before-messages', 'puts something before each message', ['vu-4.7'], (text) =>
    text.replace(/^From /, '> From '),
  ),
  shownFault('misspelt', 'misspells what it shows for SEND-OK', ['vu-4.6d'], (text) =>
    text.replace('successfully', 'succesfully'),
  ),
  shownFault(
    'mixes-errors',
    'shows the text of BAD-RQST-HDR for BAD-RQST-BODY',
    ['vu-4.8a'],
    (text) => text.replace('message body', 'message header'),
  ),
  shownFault('one-name', 'shows the first name of a list only', ['vu-4.6'], (text) =>
    text.replace(/^(There are \d+ online users:\n[^\n]*\n)[\s\S]*$/, '$1'),
  ),
  shownFault('names-joined', 'shows a list on one line', ['vu-4.6i'], (text) =>
    text.startsWith('There are ') ? text.replaceAll('\n', ' ') : text,
  ),
]
