import {
  type Answer,
  type Command,
  type Event,
  type Line,
  type ServerDialect,
  type ServerSession,
  serverDialect,
} from '@parley/contract'
import { cleanText, type JsonItem, JsonSplitter, LineSplitter } from '@parley/framing'
import { type Toy, ToySession, toy } from './toy.ts'

/** What a client of the toy says. */
export const says = ['IN alice\n', 'ALL hello\n', 'TO bob hello\n', 'WHO\n', 'OUT\n'] as const

/** A dialect without its client, its terminal and its rules. */
export function served({ client, terminal, rules, ...rest }: Toy): ServerDialect {
  return rest
}

/** A server without a client whose messages are JSON objects, with nothing between them. */
class JsonSession implements ServerSession<JsonItem> {
  readonly #line: Line

  constructor(line: Line) {
    this.#line = line
  }

  take(item: JsonItem): void {
    if (item.kind === 'line-end') return
    const said: unknown = item.kind === 'object' ? parsed(item.text) : undefined
    const { login, say } = Object(said)
    if (typeof login === 'string') this.#ask({ kind: 'login', name: login, cap: 0 })
    else if (typeof say === 'string') this.#ask({ kind: 'broadcast', text: cleanText(say) })
    else this.#line.write('{"error":"unknown"}')
  }

  hear(event: Event): void {
    if ('text' in event)
      this.#line.write(this.message(event.kind, 'from' in event ? event.from : '', event.text))
  }

  message(kind: Event['kind'], from: string, text: string): string {
    return JSON.stringify({ from, text, ...(kind === 'direct' && { private: true }) })
  }

  #ask(command: Extract<Command, { kind: 'login' | 'broadcast' }>): void {
    this.#line.ask(command, (answer: Answer<unknown>) => {
      this.#line.write(JSON.stringify(answer.ok ? { ok: true } : { error: answer.error }))
    })
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function json(Session: typeof JsonSession): ServerDialect {
  return serverDialect({
    name: 'json-toy',
    defaultPort: 4243,
    shape: '{"say":"hello"}',
    splitter: () => new JsonSplitter({ bytes: 4096, depth: 10 }),
    serve: (line) => new Session(line),
  })
}

export const jsonToy: ServerDialect = json(JsonSession)

/** A server whose messages are composed of several lines: `"TO " name LF *( text LF ) "." LF`. */
export const composing: ServerDialect = serverDialect({
  name: 'composing-toy',
  defaultPort: 4244,
  shape: 'TO bob, lines, and a dot',
  splitter: () => new LineSplitter(),
  serve(line) {
    const lines: string[] = []
    const answered = (answer: Answer<unknown>) => line.write(answer.ok ? 'OK\n' : 'NO\n')
    return {
      take(item) {
        if (typeof item !== 'string') return line.write('NO\n')
        if (item.startsWith('LOGIN ')) {
          return line.ask({ kind: 'login', name: item.slice(6), cap: 0 }, answered)
        }
        const [first = '', ...rest] = lines
        if (item !== '.' || !first.startsWith('TO ')) return void lines.push(item)
        lines.length = 0
        line.ask({ kind: 'send', to: first.slice(3), text: rest.join('\n') }, answered)
      },
      hear: () => {},
    }
  },
})

/** Without a client, a server that is wrong in one way, and the check that has to find it. */
interface FaultyServed {
  readonly fault: string
  readonly dialect: ServerDialect
  readonly says: readonly string[]
  readonly caughtBy: string
  readonly finding: RegExp
}

function toyServed(Session: typeof ToySession): ServerDialect {
  return served({ ...toy, serve: (line, options) => new Session(line, options) })
}

export const faultyServed: readonly FaultyServed[] = [
  {
    fault: 'lets a text begin a line',
    dialect: toyServed(
      class extends ToySession {
        override rendered(event: Event): string {
          return event.kind === 'direct'
            ? `MSG ${event.from} ${event.text}\n`
            : super.rendered(event)
        }
      },
    ),
    says,
    caughtBy: 'cannot be forged',
    finding: /"one\\ntwo\\n" to one: a reader also finds "two"$/,
  },
  {
    fault: 'begins each line of a text as the line of another message may begin',
    dialect: toyServed(
      class extends ToySession {
        override rendered(event: Event): string {
          if (event.kind === 'joined') return `+${event.name}\n`
          if (event.kind !== 'public') return super.rendered(event)
          return event.text
            .split('\n')
            .map((line) => `+${line}\n`)
            .join('')
        }
      },
    ),
    says,
    caughtBy: 'cannot be forged',
    finding: /to everyone: a reader also finds \+carol\\n$/,
  },
  {
    fault: 'does not escape what stands in an object',
    dialect: json(
      class extends JsonSession {
        override message(_kind: Event['kind'], from: string, text: string): string {
          return `{"from":"${from}","text":"${text.replaceAll('\n', '\\n')}"}`
        }
      },
    ),
    says: ['{"login":"alice"}', '{"say":"hello"}'],
    caughtBy: 'cannot be forged',
    finding: /to one: a reader also finds/,
  },
  {
    fault: 'writes texts so that only its client can read them',
    dialect: toyServed(
      class extends ToySession {
        override rendered(event: Event): string {
          return 'text' in event ? `MSG ${btoa(encodeURI(event.text))}\n` : super.rendered(event)
        }
      },
    ),
    says,
    caughtBy: 'cannot be forged',
    finding:
      /^\{\}: the text is in no line and no JSON object, so this check cannot read it: say how messages are framed \(`frame`\), .*: MSG \w+=*\\n$/,
  },
  {
    fault: 'does not tell messages to one',
    dialect: toyServed(
      class extends ToySession {
        override hear(event: Event): void {
          if (event.kind !== 'direct') super.hear(event)
        }
      },
    ),
    says,
    caughtBy: 'tells messages',
    finding: /^\{\}: nothing is written for a message to one$/,
  },
  {
    fault: 'says nothing to a refusal',
    dialect: toyServed(
      class extends ToySession {
        override answer(answer: Answer<unknown>): void {
          if (answer.ok || answer.error !== 'unknown-user') super.answer(answer)
        }
      },
    ),
    says,
    caughtBy: 'writes every refusal',
    finding: /send refused as unknown-user: nothing is written for "TO bob hello\\n"$/,
  },
  {
    fault: 'lets nobody in',
    dialect: toyServed(
      class extends ToySession {
        override login(): void {
          this.line.write('NO entry\n')
        }
      },
    ),
    says,
    caughtBy: 'logs in',
    finding: /^\{\}: cannot log in: S HI\\n, C IN alice\\n, S NO entry\\n, C ALL hello\\n/,
  },
  {
    fault: 'throws at a login',
    dialect: toyServed(
      class extends ToySession {
        override login(name: string): void {
          throw new Error(`who is ${name}?`)
        }
      },
    ),
    says,
    caughtBy: 'logs in',
    finding: /cannot log in: threw Error: who is alice\?/,
  },
]
