import { type AnyFrame, serverTextFault, textOf } from '@parley/faulty'
import { DELIVERED, hears, type LlpFault, serves, Watching } from './mutations.ts'

class Touchy extends Watching {
  override write(frame: AnyFrame): void {
    super.write(frame)
    if (textOf(frame).startsWith('> ERROR')) this.close('malformed')
  }
}

export const serverErrorFaults: readonly LlpFault[] = [
  serverTextFault(
    'no-status',
    'writes replies without "- "',
    ['llp-3.2', 'llp-3.1', 'llp-3.3'],
    (text) => text.replace(/^> (OK|ERROR) - (?!Welcome)/, '> $1 '),
  ),
  {
    name: 'small-commands',
    what: 'takes commands in any case',
    breaks: ['llp-3.13'],
    apply: hears((line) =>
      line.replace(/^(login|list|message|logout)\b/i, (word) => word.toUpperCase()),
    ),
  },
  {
    name: 'no-empty-lines',
    what: 'passes over empty lines',
    breaks: ['llp-3.1', 'llp-3.13', 'llp-3.9'],
    apply: hears((line) => (line.trim() === '' ? undefined : line)),
  },
  {
    name: 'closes-after-errors',
    what: 'closes the connection after a refusal',
    breaks: ['llp-3.1', 'llp-3.3', 'llp-3.4', 'llp-3.5a', 'llp-3.13a'],
    apply: serves((line) => new Touchy(line)),
  },
  serverTextFault(
    'everybody-exists',
    'says that a message to nobody was delivered',
    ['llp-3.11'],
    (text) => (text === '> ERROR - Recipient does not exist\n' ? DELIVERED : text),
  ),
  {
    name: 'no-name-no-error',
    what: 'takes MESSAGE without a name for an unknown command',
    breaks: ['llp-3.8'],
    apply: hears((line) => (line.trimEnd() === 'MESSAGE' ? 'QWERTY' : line)),
  },
]
