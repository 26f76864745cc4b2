import { type AnyFrame, serverAsks, serverTextFault, serverWrites, textOf } from '@parley/faulty'
import { DELIVERED, delivers, INBOUND, type LlpFault, serves, Watching } from './mutations.ts'

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
  {
    name: 'to-oneself-too',
    what: 'delivers a message to its sender as well',
    breaks: ['llp-4.1f'],
    apply: serves((line) => new Echoing(line)),
  },
  {
    name: 'twice',
    what: 'delivers each message twice',
    breaks: ['llp-4.1e'],
    apply: (dialect) =>
      serverWrites(dialect, (frame) =>
        textOf(frame).startsWith(INBOUND) ? [frame, frame] : [frame],
      ),
  },
  {
    name: 'fields-swapped',
    what: 'writes the recipient before the sender',
    breaks: ['llp-4.1'],
    apply: delivers((text) => text.replace(/^(> INBOUND.*\n)(> RECIPIENT.*\n)/, '$2$1')),
  },
  {
    name: 'names-swapped',
    what: 'mixes sender and recipient up',
    breaks: ['llp-4.1'],
    apply: delivers((text) => text.replace(/^(> .*SENDER: )(.*)(\n> RECIPIENT: )(.*)/, '$1$4$3$2')),
  },
  {
    name: 'one-prefix',
    what: 'writes "> " before the first line of a text only',
    breaks: ['llp-4.1', 'llp-4.1a'],
    apply: delivers((text) =>
      text.replace(/^((?:> .*\n){3})([\s\S]*)(> XOXOXO\n> \n)$/, (_all, head, body, end) =>
        [head, String(body).replaceAll(/^> /gm, ''), end].join(''),
      ),
    ),
  },
  {
    name: 'no-end',
    what: 'leaves out the line "> XOXOXO"',
    breaks: ['llp-4.1b'],
    apply: delivers((text) => text.replace('> XOXOXO\n> \n', '> \n')),
  },
  {
    name: 'no-last-line',
    what: 'leaves out the "> " behind a message',
    breaks: ['llp-4.1d'],
    apply: delivers((text) => text.replace(/> \n$/, '')),
  },
  {
    name: 'first-line-only',
    what: 'delivers the first line of a message only',
    breaks: ['llp-4.1', 'llp-4.1a'],
    apply: delivers((text) => text.replace(/^((?:> .*\n){3})[\s\S]*(> XOXOXO\n> \n)$/, '$1$2')),
  },
  {
    name: 'waits-for-writers',
    what: 'delivers nothing to somebody who is writing',
    breaks: ['llp-4.1c'],
    apply: serves((line) => new Polite(line)),
  },
  {
    name: 'no-message-to-oneself',
    what: 'does not deliver a message to its own sender',
    breaks: ['llp-4.1f'],
    apply: (dialect) =>
      serverWrites(dialect, (frame) =>
        /SENDER: (.*)\n> RECIPIENT: \1\n/.test(textOf(frame)) ? [] : [frame],
      ),
  },
]
