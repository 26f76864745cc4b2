import type { TerminalLine, Tone } from '@parley/contract'
import { cleanText } from '@parley/framing'
import { withoutControls } from '../file-transfer.ts'
import { readNews } from '../serializer.ts'

/** Limit of characters shown of an unknown line. */
const MOST_QUOTED = 200

/** Shows replies to a person. */
export class Output {
  readonly #line: Pick<TerminalLine, 'show'>

  constructor(line: Pick<TerminalLine, 'show'>) {
    this.#line = line
  }

  /** A reply of the type; gives its lines. */
  reply(type: string, body: string): readonly string[] {
    const lines = cleanText(body).replace(/\n$/, '').split('\n')
    for (const line of lines) this.#line.show(line, toneOf(type, line))
    return lines
  }

  welcome(name: string): void {
    this.#line.show(withoutControls(`Welcome to TOOM, ${name}!`))
  }

  notUnderstood(text: string): void {
    const shown = withoutControls(text.trim().slice(0, MOST_QUOTED))
    this.#line.show(`The server said what is not understood: ${shown}`, 'trouble')
  }

  unanswered(tone: 'trouble' | 'failure'): void {
    this.#line.show('The server has not answered.', tone)
  }
}

function toneOf(type: string, line: string): Tone {
  if (readNews(line) !== undefined) return 'said'
  return type === '' || type === 'F' || type.endsWith('-F') ? 'trouble' : 'plain'
}
