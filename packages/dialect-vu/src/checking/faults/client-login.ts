import { clientTextFault, shownFault, TerminalLineBehind, terminalLine } from '@parley/faulty'
import { typedFault, type VuFault } from './mutations.ts'

class OtherPrompt extends TerminalLineBehind {
  override prompt(words: string, mode?: 'always' | 'secret'): void {
    this.line.prompt(words.replace('Enter your login', 'Please enter your login'), mode)
  }
}

class OneConnection extends TerminalLineBehind {
  override reconnect(): void {
    this.line.end(1)
  }
}

export const clientLoginFaults: readonly VuFault[] = [
  clientTextFault('first-word', 'logs in with HELLO', ['vu-2.1'], (line) =>
    line.replace('HELLO-FROM', 'HELLO'),
  ),
  clientTextFault(
    'too-early',
    'asks for a list before its login is answered',
    ['vu-1.1c', 'vu-4.6', 'vu-4.6c', 'vu-5.2c'],
    (line) => (line.startsWith('HELLO-FROM') ? `${line}LIST\n` : line),
  ),
  {
    name: 'other-prompt',
    what: 'asks for a login in other words',
    breaks: ['vu-4.1'],
    apply: terminalLine((line) => new OtherPrompt(line)),
  },
  shownFault('in-use-text', 'shows other words for IN-USE', ['vu-4.3'], (text) =>
    text.replace('already in use', 'taken'),
  ),
  {
    name: 'one-connection',
    what: 'ends if the server has closed after IN-USE',
    breaks: ['vu-4.3b'],
    apply: terminalLine((line) => new OneConnection(line)),
  },
  typedFault(
    'sends-bad-names',
    'sends a name with a sign in it',
    ['vu-4.4a'],
    () => (typed, line) => {
      if (/^\w+[#$%^&*]\w+$/.test(typed)) line.write(`HELLO-FROM ${typed}\n`)
      return typed
    },
  ),
  typedFault('quit-is-a-name', 'does not know !quit at the login prompt', ['vu-4.6b'], () => {
    let isFirst = true
    return (typed) => {
      const isName = isFirst
      isFirst = false
      return isName && typed === '!quit' ? '!' : typed
    }
  }),
]
