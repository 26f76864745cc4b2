import { type AnyFrame, serverTextFault, textOf } from '@parley/faulty'
import { DELIVERED, heardFault, type LlpFault, lineFault, Watching } from './mutations.ts'

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
  heardFault('small-commands', 'takes commands in any case', ['llp-3.13'], (line) =>
    line.replace(/^(login|list|message|logout)\b/i, (word) => word.toUpperCase()),
  ),
  heardFault(
    'no-empty-lines',
    'passes over empty lines',
    ['llp-3.1', 'llp-3.13', 'llp-3.9'],
    (line) => (line.trim() === '' ? undefined : line),
  ),
  lineFault(
    'closes-after-errors',
    'closes the connection after a refusal',
    ['llp-3.1', 'llp-3.3', 'llp-3.4', 'llp-3.5a', 'llp-3.13a'],
    (line) => new Touchy(line),
  ),
  serverTextFault(
    'everybody-exists',
    'says that a message to nobody was delivered',
    ['llp-3.11'],
    (text) => (text === '> ERROR - Recipient does not exist\n' ? DELIVERED : text),
  ),
  heardFault(
    'no-name-no-error',
    'takes MESSAGE without a name for an unknown command',
    ['llp-3.8'],
    (line) => (line.trimEnd() === 'MESSAGE' ? 'QWERTY' : line),
  ),
]
