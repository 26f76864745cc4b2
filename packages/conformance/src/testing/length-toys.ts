/**
 * A server without a client whose messages are netstrings.
 *
 *     netstring = 1*5DIGIT ":" message ","   ; the bytes of the message in decimal digits
 *     client = "=" name / %x22 text / "@" name " " text / "?" / "."
 *     server = "+" *( " " name ) / "-" code / name ( %x22 / "@" ) text / "*" text / "!"
 */
import { Buffer } from 'node:buffer'
import {
  type Answer,
  type Event,
  type Line,
  newsOf,
  type ServerDialect,
  type ServerSession,
  type Splitter,
  serverDialect,
} from '@parley/contract'
import {
  bigEndian,
  cleanText,
  decodeBytes,
  LengthSplitter,
  mapped,
  NOT_UTF8,
  netstring,
} from '@parley/framing'

export type Message = string | typeof NOT_UTF8

/** What a client of it says. */
export const messages = ['=alice', '"hello', '@bob hello', '?', '.'] as const

export function frame(message: string): string {
  return `${Buffer.byteLength(message)}:${message},`
}

const PING_TIME = 30_000

/** Every step is a method, so that a test can get one of them wrong. */
export class LengthSession implements ServerSession<Message> {
  readonly line: Line
  pings = 0

  constructor(line: Line) {
    this.line = line
  }

  greet(): void {
    this.line.wakeAt(this.line.now + PING_TIME)
  }

  take(message: Message): void {
    if (message === NOT_UTF8) return this.say('-not-utf8')
    this.pings = 0
    const rest = message.slice(1)
    const { line } = this
    switch (message[0]) {
      case '=':
        return line.ask({ kind: 'login', name: rest, cap: 0 }, this.answered)
      case '"':
        return line.ask({ kind: 'broadcast', text: this.cleaned(rest) }, this.answered)
      case '@': {
        const [to = ''] = rest.split(' ', 1)
        const text = this.cleaned(rest.slice(to.length + 1))
        return line.ask({ kind: 'send', to, text }, this.answered)
      }
      case '?':
        return line.ask({ kind: 'list' }, (answer) => {
          if (!answer.ok) return this.answered(answer)
          this.say(`+ ${answer.value.map(({ name }) => name).join(' ')}`)
        })
      case '.':
        return line.close('logout')
      default:
        return this.say('-unknown')
    }
  }

  hear(event: Event): void {
    switch (event.kind) {
      case 'public':
        return this.say(`${event.from}"${event.text}`)
      case 'direct':
        return this.say(`${event.from}@${event.text}`)
      case 'notice':
        return this.say(`*${event.text}`)
      case 'edited':
      case 'removed':
        return this.say(`*${newsOf(event)}`)
      case 'farewell':
        return this.say(`*${event.reason}`)
      case 'joined':
      case 'left':
      case 'renamed':
      case 'away':
      case 'entered':
      case 'departed':
      case 'topic':
        return
    }
  }

  wake(now: number): void {
    this.pings += 1
    if (this.pings > 3) return this.line.close('idle')
    this.say('!')
    this.line.wakeAt(now + PING_TIME)
  }

  readonly answered = (answer: Answer<unknown>): void => this.answer(answer)

  answer(answer: Answer<unknown>): void {
    this.say(answer.ok ? '+' : `-${answer.error}`)
  }

  cleaned(text: string): string {
    return cleanText(text)
  }

  say(message: string): void {
    this.line.write(frame(message))
  }
}

export function toyWith(
  Session: typeof LengthSession,
  splitter: () => Splitter<Message> = () => mapped(new LengthSplitter(netstring), decodeBytes),
): ServerDialect {
  return serverDialect({
    name: 'length-toy',
    defaultPort: 4245,
    shape: '6:"hello,',
    splitter,
    serve: (line) => new Session(line),
  })
}

export const lengthToy: ServerDialect = toyWith(LengthSession)

/** The same with two bytes before each message. */
export const twoByteToy: ServerDialect = toyWith(
  class extends LengthSession {
    override say(message: string): void {
      const content = Buffer.from(message)
      this.line.write(Buffer.concat([Uint8Array.of(content.length >> 8, content.length), content]))
    }
  },
  () => mapped(new LengthSplitter(bigEndian(2)), decodeBytes),
)

/** The same, where each message of the server ends in a byte 0, which no text has. */
export const zeroToy: ServerDialect = toyWith(
  class extends LengthSession {
    override say(message: string): void {
      this.line.write(`${message}\0`)
    }
  },
)
