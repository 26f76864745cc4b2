/**
 * The example dialect, on port 7000: one line of UTF-8 a message, in both directions.
 *
 *     NAME ann         OK, or ERROR and a code of docs/errors.md; others hear JOINED ann
 *     SAY hello        OK or ERROR; others hear ann: hello
 *     TELL bob hello   OK or ERROR; bob alone hears ann (private): hello
 *     WHO              ONLINE ann bob
 *
 * When a client closes its side, others hear LEFT ann. A text of several lines arrives as several
 * messages. What the gateway says itself begins with *, which no name does.
 */
import {
  type AnswerOf,
  cleanText,
  type Event,
  type Line,
  newsOf,
  type ServerSession,
  serverDialect,
} from '@parley/contract'
import { type LineFault, LineSplitter } from '@parley/framing'

const full = { grade: 'full' } as const

class ExampleSession implements ServerSession<string | LineFault> {
  readonly #line: Line

  constructor(line: Line) {
    this.#line = line
  }

  take(line: string | LineFault): void {
    if (typeof line !== 'string') return this.#say(`ERROR ${line.fault}`)
    const [verb = '', to = ''] = line.split(' ', 2)
    const rest = line.slice(verb.length + 1)
    switch (verb) {
      case 'NAME':
        return this.#line.ask({ kind: 'login', name: rest, cap: 0 }, this.#answer)
      case 'SAY':
        return this.#line.ask({ kind: 'broadcast', text: cleanText(rest) }, this.#answer)
      case 'TELL': {
        const text = cleanText(rest.slice(to.length + 1))
        return this.#line.ask({ kind: 'send', to, text }, this.#answer)
      }
      case 'WHO':
        return this.#line.ask({ kind: 'list' }, this.#list)
      default:
        return this.#say('ERROR unknown-command')
    }
  }

  hear(event: Event): void {
    switch (event.kind) {
      case 'public':
        return this.#message(event.from, event.text)
      case 'direct':
        return this.#message(`${event.from} (private)`, event.text)
      case 'joined':
        return this.#say(`JOINED ${event.name}`)
      case 'left':
        return this.#say(`LEFT ${event.name}`)
      case 'edited':
      case 'removed':
        return this.#say(`* ${newsOf(event)}`)
      case 'notice':
        return this.#message('*', event.text)
      case 'farewell':
        return this.#say(`* goodbye: ${event.reason}`)
    }
  }

  readonly #answer = (answer: AnswerOf<'login' | 'broadcast' | 'send'>): void => {
    this.#say(answer.ok ? 'OK' : `ERROR ${answer.error}`)
  }

  readonly #list = (answer: AnswerOf<'list'>): void => {
    if (!answer.ok) return this.#say(`ERROR ${answer.error}`)
    this.#say(`ONLINE ${answer.value.map(({ name }) => name).join(' ')}`)
  }

  /** Each line with its sender, so that no line can pass for somebody else's. */
  #message(from: string, text: string): void {
    for (const line of text.split('\n')) this.#say(`${from}: ${line}`)
  }

  #say(line: string): void {
    this.#line.write(`${line}\n`)
  }
}

export const dialect = serverDialect({
  name: 'example',
  defaultPort: 7000,
  shape: 'SAY hello, TELL bob hello: one line a message',
  wire: { presence: true },
  features: { direct: full, broadcast: full, presence: full, sender: full },
  splitter: () => new LineSplitter(),
  serve: (line) => new ExampleSession(line),
})
