import type { ClientLine, Command, Report } from '@parley/contract'
import { type Faulty, ROOM, type Toy, type ToyItem, type ToyOptions, toy } from './toy.ts'
import { ToyClient } from './toy-client.ts'

function asked(Client: typeof ToyClient): Toy {
  const open = (line: ClientLine, { strict, maxLine }: ToyOptions) => {
    return new Client(line, strict, maxLine - ROOM)
  }
  return { ...toy, client: { ...toy.client, open } }
}

export const clients: readonly Faulty[] = [
  {
    fault: 'takes an answer for the newest command’s',
    dialect: asked(
      class extends ToyClient {
        override next() {
          return this.unanswered.pop()
        }
      },
    ),
    caughtBy: 'answers find their command',
    finding: /in one breath: expected \["done list","done send"/,
  },
  {
    fault: 'loses a name of a list',
    dialect: asked(
      class extends ToyClient {
        override done(text: string): void {
          super.done(text.replace(' carol', ''))
        }
      },
    ),
    caughtBy: 'answers find their command',
    finding: /the names: expected \["alice","bob","carol"\]/,
  },
  {
    fault: 'throws at nonsense',
    dialect: asked(
      class extends ToyClient {
        override nonsense(text: string): void {
          throw new Error(`what is ${text}?`)
        }
      },
    ),
    caughtBy: 'client survives anything',
    finding: /what is .*after .*push/,
  },
  {
    fault: 'reports two outcomes of one command',
    dialect: asked(
      class extends ToyClient {
        override done(text: string): void {
          this.report({ kind: 'done', command: 'send' })
          super.done(text)
        }
      },
    ),
    caughtBy: 'client survives anything',
    finding: /\d commands have \d outcomes/,
  },
  {
    fault: 'says what it cannot say',
    dialect: asked(
      class extends ToyClient {
        override written(text: string): string {
          return text.length > 20_000 ? 'too long' : super.written(text)
        }
      },
    ),
    caughtBy: 'said as declared',
    finding: /cannot be said, but the client says it/,
  },
  {
    fault: 'refuses what it can say',
    dialect: asked(
      class extends ToyClient {
        override say(...[kind, frame]: Parameters<ToyClient['say']>): boolean {
          return frame !== 'TO bob \n' && super.say(kind, frame)
        }
      },
    ),
    caughtBy: 'said as declared',
    finding: /can be said, but the client refuses/,
  },
  {
    fault: 'does not escape what it says',
    dialect: asked(
      class extends ToyClient {
        override written(text: string): string {
          return text
        }
      },
    ),
    caughtBy: 'said as declared',
    finding: /"one\\rtwo" said to one|\\n\\n\\n/,
  },
  {
    fault: 'takes a message for an answer',
    dialect: asked(
      class extends ToyClient {
        override take(item: ToyItem): void {
          super.take(item)
          if (item === 'MSG bob SEND-OK') this.done('')
        }
      },
    ),
    caughtBy: 'heard while waiting',
    finding: /"SEND-OK" while list is unanswered: expected/,
  },
  {
    fault: 'takes a name for a command',
    dialect: asked(
      class extends ToyClient {
        override ask(command: Command): boolean {
          if (command.kind !== 'send') return super.ask(command)
          return this.speak(command, `TO ${command.to} `)
        }
      },
    ),
    caughtBy: 'names are no commands',
    finding: /send with the name "a b": expected \[\], came .*"text":"b hi"/,
  },
  {
    fault: 'reports more than an outcome',
    dialect: asked(
      class extends ToyClient {
        override done(text: string): void {
          super.done(text)
          if (text !== '') this.nonsense(text)
        }
      },
    ),
    caughtBy: 'answers each command',
    finding: /list: also .*"nonsense"/,
  },
  {
    fault: 'never gives up',
    dialect: asked(
      class extends ToyClient {
        override say(...[kind, frame]: Parameters<ToyClient['say']>): boolean {
          this.unanswered.push(kind)
          this.line.write(frame)
          return true
        }
      },
    ),
    caughtBy: 'gives up at last',
    finding: /1000000 unanswered commands take \d+ KiB/,
  },
  {
    fault: 'takes its own words for an echo',
    dialect: asked(
      class extends ToyClient {
        override report(report: Report): void {
          if (report.kind !== 'heard' || report.from !== 'alice') super.report(report)
        }
      },
    ),
    caughtBy: 'hears itself',
    finding: /said to oneself: expected .*"from":"alice".* came \[\]/,
  },
]
