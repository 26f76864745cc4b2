import { serverInputFault } from '@parley/faulty'
import type { Request } from '../../frames.ts'
import { COMPOSE, heardFault, type LlpFault, lineFault, Watching } from './mutations.ts'

class Chatty extends Watching {
  override took(request: Request): void {
    const isText = typeof request === 'string' && !request.trimEnd().endsWith('XOXOXO')
    if (this.isComposing && isText) this.line.write(COMPOSE)
  }
}

class Obedient extends Watching {
  override took(request: Request): void {
    if (this.isComposing && request === 'LIST') this.line.write('> OK - Data Available...\n')
  }
}

export const serverTextFaults: readonly LlpFault[] = [
  serverInputFault('latin1', 'takes bytes for letters', ['llp-1.4e'], (text) =>
    text.replaceAll(/[\x80-\xff]/g, '?'),
  ),
  heardFault('strips-lines', 'drops the blanks at both ends of a line', ['llp-1.4'], (line) =>
    line.trim(),
  ),
  heardFault(
    'drops-trailing-blanks',
    'drops the blanks at the end of a line of a text',
    ['llp-1.4d'],
    (line) => line.trimEnd(),
  ),
  lineFault(
    'answers-each-line',
    'answers each line of a message',
    ['llp-3.9', 'llp-3.10'],
    (line) => new Chatty(line),
  ),
  lineFault(
    'commands-in-messages',
    'carries out commands within a message',
    ['llp-3.9c'],
    (line) => new Obedient(line),
  ),
  heardFault(
    'closing-alone',
    'ends a message only at XOXOXO alone on its line',
    ['llp-3.9a'],
    (line) => line.replace(/^(.*\S.*XOXOXO)\s*$/, '$1.'),
  ),
  heardFault(
    'closing-anywhere',
    'ends a message at XOXOXO anywhere in a line, in any case',
    ['llp-3.9b'],
    (line) => (/xoxoxo/i.test(line) ? 'XOXOXO' : line),
  ),
  heardFault(
    'loses-the-last-words',
    'throws away what stands before XOXOXO',
    ['llp-3.9d'],
    (line) => (line.trimEnd().endsWith('XOXOXO') ? 'XOXOXO' : line),
  ),
]
