import { TerminalLineBehind, terminalShows } from '@parley/faulty'
import { behind, typing } from './client-tools.ts'
import type { Wrong } from './tools.ts'

class OtherPrompt extends TerminalLineBehind {
  override prompt(words: string, manner?: 'always' | 'secret'): void {
    this.line.prompt(words.replace('Enter your login', 'Please enter your login'), manner)
  }
}

class OtherStatus extends TerminalLineBehind {
  override end(): void {
    this.line.end(1)
  }
}

class Goodbye extends TerminalLineBehind {
  override end(status: 0 | 1): void {
    this.line.write('BYE\n')
    this.line.end(status)
  }
}

class OneConnection extends TerminalLineBehind {
  override reconnect(): void {
    this.line.end(1)
  }
}

export const clientTextFaults: readonly Wrong[] = [
  {
    name: 'other-prompt',
    what: 'asks for a login in other words',
    breaks: ['vu-4.1'],
    apply: (dialect) => behind(dialect, (line) => new OtherPrompt(line)),
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
    name: 'in-use-text',
    what: 'shows other words for IN-USE',
    breaks: ['vu-4.3'],
    apply: (dialect) => terminalShows(dialect, (text) => text.replace('already in use', 'taken')),
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
  {
    name: 'status-1',
    what: 'ends with status 1 where the server is full',
    breaks: ['vu-4.5a'],
    apply: (dialect) => behind(dialect, (line) => new OtherStatus(line)),
  },
  {
    name: 'goodbye',
    what: 'says goodbye',
    breaks: ['vu-4.6a'],
    apply: (dialect) => behind(dialect, (line) => new Goodbye(line)),
  },
  {
    name: 'one-connection',
    what: 'ends where the server has closed after IN-USE',
    breaks: ['vu-4.3b'],
    apply: (dialect) => behind(dialect, (line) => new OneConnection(line)),
  },
  {
    name: 'sends-bad-names',
    what: 'sends a name with a sign in it',
    breaks: ['vu-4.4a'],
    apply: (dialect) =>
      typing(dialect, () => (typed, line) => {
        if (!/^\w+[#$%^&*]\w+$/.test(typed)) return typed
        line.write(`HELLO-FROM ${typed}\n`)
        return undefined
      }),
  },
  {
    name: 'quit-is-a-name',
    what: 'does not know !quit where the login is asked for',
    breaks: ['vu-4.6b'],
    apply: (dialect) =>
      typing(dialect, () => {
        let isFirst = true
        return (typed) => {
          const isName = isFirst
          isFirst = false
          return isName && typed === '!quit' ? '!' : typed
        }
      }),
  },
  {
    name: 'sends-anything',
    what: 'sends what means nothing',
    breaks: ['vu-4.6f'],
    apply: (dialect) =>
      typing(dialect, () => (typed, line) => {
        if (!/^(hello|bob@)/.test(typed)) return typed
        line.write(`SEND ${typed}\n`)
        return undefined
      }),
  },
]
