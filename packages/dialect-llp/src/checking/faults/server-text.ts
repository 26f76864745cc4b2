import { serverInputFault } from '@parley/faulty'
import type { Request } from '../../frames.ts'
import { COMPOSE, hears, type LlpFault, serves, Watching } from './mutations.ts'

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
  serverInputFault('latin1', 'takes bytes for letters', ['llp-1.4'], (text) =>
    text.replaceAll(/[\x80-\xff]/g, '?'),
  ),
  {
    name: 'strips-lines',
    what: 'drops the blanks at both ends of a line',
    breaks: ['llp-1.4'],
    apply: hears((line) => line.trim()),
  },
  {
    name: 'drops-trailing-blanks',
    what: 'drops the blanks at the end of a line of a text',
    breaks: ['llp-1.4d'],
    apply: hears((line) => line.trimEnd()),
  },
  {
    name: 'answers-each-line',
    what: 'answers each line of a message',
    breaks: ['llp-3.9', 'llp-3.10'],
    apply: serves((line) => new Chatty(line)),
  },
  {
    name: 'commands-in-messages',
    what: 'carries out commands within a message',
    breaks: ['llp-3.9c'],
    apply: serves((line) => new Obedient(line)),
  },
  {
    name: 'closing-alone',
    what: 'ends a message only at XOXOXO alone on its line',
    breaks: ['llp-3.9a'],
    apply: hears((line) => line.replace(/^(.*\S.*XOXOXO)\s*$/, '$1.')),
  },
  {
    name: 'closing-anywhere',
    what: 'ends a message at XOXOXO anywhere in a line, in any case',
    breaks: ['llp-3.9b'],
    apply: hears((line) => (/xoxoxo/i.test(line) ? 'XOXOXO' : line)),
  },
  {
    name: 'loses-the-last-words',
    what: 'throws away what stands before XOXOXO',
    breaks: ['llp-3.9d'],
    apply: hears((line) => (line.trimEnd().endsWith('XOXOXO') ? 'XOXOXO' : line)),
  },
]
