import { type ClientLine, type Command, type Event, isOfRoom } from '@parley/contract'
import { type Faulty, ROOM, type Toy, ToySession, toy } from './toy.ts'
import { ToyClient } from './toy-client.ts'

/** A toy whose server tells events only when it is asked for what is past: `"PAST" LF`. */
class PullingSession extends ToySession {
  waiting: string[] = []

  override take(item: Parameters<ToySession['take']>[0]): void {
    if (item === 'PAST' && this.loggedIn) this.past()
    else super.take(item)
  }

  override hear(event: Event): void {
    if (this.loggedIn && event.kind !== 'public') this.keep(event)
  }

  keep(event: Event): void {
    if (!isOfRoom(event)) this.waiting.push(this.rendered(event))
  }

  past(): void {
    this.line.ask({ kind: 'historySince', since: 0, most: 100 }, (answer) => {
      if (!answer.ok) return this.answer(answer)
      for (const message of answer.value.messages) this.line.write(this.rendered(message))
      this.tell()
      this.line.write('OK\n')
    })
  }

  /** One for each time that it is asked. */
  tell(): void {
    const frame = this.waiting.shift()
    if (frame !== undefined) this.line.write(frame)
  }
}

class PullingClient extends ToyClient {
  override ask(command: Command): boolean {
    return command.kind === 'historySince' ? this.say(command.kind, 'PAST\n') : super.ask(command)
  }
}

function pulling(Session: typeof PullingSession): Toy {
  return {
    ...toy,
    wire: (options) => ({ ...toy.wire(options), pulls: true }),
    serve: (line, options) => new Session(line, options),
    client: {
      ...toy.client,
      open: (line: ClientLine, { strict, maxLine }) =>
        new PullingClient(line, strict, maxLine - ROOM),
    },
  }
}

export const pullingToy: Toy = pulling(PullingSession)

export const pullers: readonly Faulty[] = [
  {
    fault: 'forgets what waits until it is asked',
    dialect: pulling(
      class extends PullingSession {
        override keep(): void {}
      },
    ),
    caughtBy: 'heard as declared',
    finding: /to one: expected .*"from":"bob".*, came \[\]/,
  },
  {
    fault: 'tells twice what it was asked for once',
    dialect: pulling(
      class extends PullingSession {
        override tell(): void {
          const [frame] = this.waiting
          super.tell()
          if (frame !== undefined) this.line.write(frame)
        }
      },
    ),
    caughtBy: 'heard as declared',
    finding: /to one: expected \[[^,]*,[^,]*,[^,]*\], came \[.*\},\{/,
  },
  {
    fault: 'tells an edit, when asked, as what its author says',
    dialect: pulling(
      class extends PullingSession {
        override rendered(event: Event): string {
          return event.kind === 'edited' ? 'MSG bob edited\n' : super.rendered(event)
        }
      },
    ),
    caughtBy: 'numbers',
    finding: /edited to "": is heard as .*"from":"bob"/,
  },
]
