import type { Answer, Event } from '@parley/contract'
import { type Faulty, type Toy, ToySession, toy } from './toy.ts'

function served(Session: typeof ToySession): Toy {
  return { ...toy, serve: (line, options) => new Session(line, options) }
}

export const sessions: readonly Faulty[] = [
  {
    fault: 'lets nobody in',
    dialect: served(
      class extends ToySession {
        override login(): void {
          this.line.write('NO entry\n')
        }
      },
    ),
    caughtBy: 'logs in',
    finding: /cannot log in: .*refused.*, after S HI\\n, C IN alice\\n, S NO entry\\n$/,
  },
  {
    fault: 'does not escape what it tells',
    dialect: served(
      class extends ToySession {
        override rendered(event: Event): string {
          return event.kind === 'direct'
            ? `MSG ${event.from} ${event.text}\n`
            : super.rendered(event)
        }
      },
    ),
    caughtBy: 'heard as declared',
    finding: /"\\n" to one: expected .*, came .*"nonsense"/,
  },
  {
    fault: 'names a wrong sender',
    dialect: served(
      class extends ToySession {
        override rendered(event: Event): string {
          return super.rendered(event).replace('PUB bob', 'PUB carol')
        }
      },
    ),
    caughtBy: 'heard as declared',
    finding: /to everyone: expected .*"from":"bob".*came .*"from":"carol"/,
  },
  {
    fault: 'cuts a sender’s name',
    dialect: served(
      class extends ToySession {
        override rendered(event: Event): string {
          return super.rendered(event).replace(/x{60,}/, 'x')
        }
      },
    ),
    caughtBy: 'names are true',
    finding: /"x{64}" says "hi"/,
  },
  {
    fault: 'asks with a text that is not clean',
    dialect: served(
      class extends ToySession {
        override cleaned(text: string): string {
          return text
        }
      },
    ),
    caughtBy: 'server survives anything',
    finding: /asked with a text that is not clean/,
  },
  {
    fault: 'asks with another text than declared',
    dialect: served(
      class extends ToySession {
        override cleaned(text: string, strict: boolean): string {
          return super.cleaned(text, strict).replace(/^trailing $/, '')
        }
      },
    ),
    caughtBy: 'said as declared',
    finding: /"trailing " said to one: expected .*"trailing ".* came .*"text":""/,
  },
  {
    fault: 'answers before it is answered',
    dialect: served(
      class extends ToySession {
        override send(to: string, text: string): void {
          let said = 'NO answer\n'
          this.line.ask({ kind: 'send', to, text }, (answer) => {
            said = answer.ok ? 'OK\n' : `NO ${answer.error}\n`
          })
          this.line.write(said)
        }
      },
    ),
    caughtBy: 'transcript talk.txt',
    finding: /^answered late: line 10: expected S NO unknown-user\\n, came S NO answer\\n$/,
  },
  {
    fault: 'throws at half a surrogate pair when strict',
    dialect: served(
      class extends ToySession {
        override rendered(event: Event): string {
          if ('text' in event && this.options.strict) encodeURIComponent(event.text)
          return super.rendered(event)
        }
      },
    ),
    caughtBy: 'hostile texts when strict',
    finding: /"\\ud800" to one: threw URIError/,
  },
  {
    fault: 'throws at an empty name',
    dialect: served(
      class extends ToySession {
        override login(name: string): void {
          if (name === '') throw new Error('no name')
          super.login(name)
        }
      },
    ),
    caughtBy: 'server survives anything',
    finding: /no name.*after /,
  },
  {
    fault: 'writes after closing',
    dialect: served(
      class extends ToySession {
        override logout(): void {
          this.line.close('logout')
          this.line.write('OK\n')
        }
      },
    ),
    caughtBy: 'server survives anything',
    finding: /wrote "OK\\n" after closing/,
  },
  {
    fault: 'writes an empty frame',
    dialect: served(
      class extends ToySession {
        override rendered(event: Event): string {
          return event.kind === 'left' ? '' : super.rendered(event)
        }
      },
    ),
    caughtBy: 'server survives anything',
    finding: /wrote an empty frame/,
  },
  {
    fault: 'cannot say one refusal',
    dialect: served(
      class extends ToySession {
        override answer(answer: Answer<unknown>): void {
          if (answer.ok || answer.error !== 'store-failed') super.answer(answer)
        }
      },
    ),
    caughtBy: 'says every refusal',
    finding: /send refused as store-failed: nothing is said/,
  },
  {
    fault: 'serialises a broadcast for each recipient',
    dialect: served(
      class extends ToySession {
        override rendered(event: Event): string {
          return event.kind === 'public' ? `PUB bob ${event.text}\n` : super.rendered(event)
        }
      },
    ),
    caughtBy: 'serialises a broadcast once',
    finding: /its text is read 100 times for 100 recipients/,
  },
  {
    fault: 'speaks for the gateway as a user',
    dialect: served(
      class extends ToySession {
        override rendered(event: Event): string {
          return super.rendered(event).replace('NOTE', 'MSG gate')
        }
      },
    ),
    caughtBy: 'speaks for the gateway',
    finding: /a notice is heard as .*"from":"gate"/,
  },
  {
    fault: 'tells an edit as what its author says',
    dialect: served(
      class extends ToySession {
        override rendered(event: Event): string {
          if (event.kind !== 'edited') return super.rendered(event)
          return `PUB ${event.message.from} edited\n`
        }
      },
    ),
    caughtBy: 'numbers',
    finding: /edited to "": is heard as .*"from":"bob"/,
  },
  {
    fault: 'does not tell who comes',
    dialect: served(
      class extends ToySession {
        override hear(event: Event): void {
          if (event.kind !== 'joined') super.hear(event)
        }
      },
    ),
    caughtBy: 'tells presence',
    finding: /joined: expected .*"presence".* came \[\]/,
  },
  {
    fault: 'takes another name for a login',
    dialect: served(
      class extends ToySession {
        override rendered(event: Event): string {
          return event.kind === 'renamed' ? `+${event.to}\n` : super.rendered(event)
        }
      },
    ),
    caughtBy: 'tells presence',
    finding: /renamed: expected .*"online":false.* came \[\{"kind":"presence","name":"dave"/,
  },
  {
    fault: 'takes who is away for one who logs out',
    dialect: served(
      class extends ToySession {
        override hear(event: Event): void {
          if (event.kind === 'away') this.line.write(`-${event.name}\n`)
          else super.hear(event)
        }
      },
    ),
    caughtBy: 'tells presence',
    finding: /who is away is heard as somebody who comes or goes/,
  },
  {
    fault: 'takes who comes into a room for a login',
    dialect: served(
      class extends ToySession {
        override hear(event: Event): void {
          if (event.kind === 'entered') this.line.write(`+${event.name}\n`)
          else super.hear(event)
        }
      },
    ),
    caughtBy: 'tells nothing of rooms that it does not carry',
    finding: /entered: expected \[\], came .*"presence"/,
  },
]
