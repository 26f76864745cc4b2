import {
  type AnyFrame,
  serverAsks,
  serverFrameFault,
  serverTextFault,
  textOf,
} from '@parley/faulty'
import {
  DELIVERED,
  deliveredFault,
  INBOUND,
  type LlpFault,
  lineFault,
  Watching,
} from './mutations.ts'

class Echoing extends Watching {
  override write(frame: AnyFrame): void {
    super.write(frame)
    if (textOf(frame) !== DELIVERED) return
    this.line.write(`${INBOUND}${this.name}\n> RECIPIENT: bob\n> hello\n> XOXOXO\n> \n`)
  }
}

/** Holds messages back while its user is writing one. */
class Polite extends Watching {
  readonly #held: AnyFrame[] = []

  override write(frame: AnyFrame): void {
    if (this.isComposing && textOf(frame).startsWith(INBOUND)) {
      this.#held.push(frame)
      return
    }
    super.write(frame)
    for (const held of this.isComposing ? [] : this.#held.splice(0)) this.line.write(held)
  }
}

export const serverSendFaults: readonly LlpFault[] = [
  serverTextFault(
    'another-word',
    'answers "Message Sent" where it is "Message Delivered"',
    ['llp-3.10'],
    (text) => text.replace('Message Delivered', 'Message Sent'),
  ),
  {
    name: 'wrong-user',
    what: 'delivers to the user who logged in last',
    breaks: ['llp-4.1', 'llp-4.1f', 'llp-3.11'],
    apply(dialect) {
      let last = ''
      return serverAsks(dialect, {
        login(ask) {
          last = ask.name
          return ask
        },
        send: (ask) => ({ ...ask, to: last }),
      })
    },
  },
  lineFault(
    'to-oneself-too',
    'delivers a message to its sender as well',
    ['llp-4.1f'],
    (line) => new Echoing(line),
  ),
  serverFrameFault('twice', 'delivers each message twice', ['llp-4.1e'], (frame) =>
    textOf(frame).startsWith(INBOUND) ? [frame, frame] : [frame],
  ),
  deliveredFault('fields-swapped', 'writes the recipient before the sender', ['llp-4.1'], (text) =>
    text.replace(/^(> INBOUND.*\n)(> RECIPIENT.*\n)/, '$2$1'),
  ),
  deliveredFault('names-swapped', 'mixes sender and recipient up', ['llp-4.1'], (text) =>
    text.replace(/^(> .*SENDER: )(.*)(\n> RECIPIENT: )(.*)/, '$1$4$3$2'),
  ),
  deliveredFault(
    'one-prefix',
    'writes "> " before the first line of a text only',
    ['llp-4.1', 'llp-4.1a'],
    (text) =>
      text.replace(/^((?:> .*\n){3})([\s\S]*)(> XOXOXO\n> \n)$/, (_all, head, body, end) =>
        [head, String(body).replaceAll(/^> /gm, ''), end].join(''),
      ),
  ),
  deliveredFault('no-end', 'leaves out the line "> XOXOXO"', ['llp-4.1b'], (text) =>
    text.replace('> XOXOXO\n> \n', '> \n'),
  ),
  deliveredFault('no-last-line', 'leaves out the "> " behind a message', ['llp-4.1d'], (text) =>
    text.replace(/> \n$/, ''),
  ),
  deliveredFault(
    'first-line-only',
    'delivers the first line of a message only',
    ['llp-4.1', 'llp-4.1a'],
    (text) => text.replace(/^((?:> .*\n){3})[\s\S]*(> XOXOXO\n> \n)$/, '$1$2'),
  ),
  lineFault(
    'waits-for-writers',
    'delivers nothing to somebody who is writing',
    ['llp-4.1c'],
    (line) => new Polite(line),
  ),
  serverFrameFault(
    'no-message-to-oneself',
    'does not deliver a message to its own sender',
    ['llp-4.1f'],
    (frame) => (/SENDER: (.*)\n> RECIPIENT: \1\n/.test(textOf(frame)) ? [] : [frame]),
  ),
]
