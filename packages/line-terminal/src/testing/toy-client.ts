import {
  type ClientLine,
  type ClientSession,
  type ClientSide,
  type Command,
  type CommandKind,
  NEED_MORE,
  type Splitter,
} from '@parley/contract'

/** Whole reads of a server are its lines. */
class Reads implements Splitter<string> {
  readonly #lines: string[] = []

  push(chunk: Uint8Array): void {
    this.#lines.push(...new TextDecoder().decode(chunk).split('\n').slice(0, -1))
  }

  next(): string | typeof NEED_MORE {
    return this.#lines.shift() ?? NEED_MORE
  }
}

/**
 * The client of a small protocol of lines: `NAME ann`, `TELL bob hi`, `SAY hi`, `WHO` and `BYE` are
 * answered `OK`, `ON ann bob` or `NO` with a reason; `MSG bob hi` is a message.
 */
class ToyClient implements ClientSession<string> {
  readonly #line: ClientLine
  readonly #asked: CommandKind[] = []

  constructor(line: ClientLine) {
    this.#line = line
  }

  begin(): void {
    this.#line.report({ kind: 'ready' })
  }

  ask(command: Command): boolean {
    const words = wordsOf(command)
    if (words === undefined) return false
    this.#asked.push(command.kind)
    this.#line.write(`${words}\n`)
    return true
  }

  take(reply: string): void {
    const [word, from = '', ...rest] = reply.split(' ')
    const text = rest.join(' ')
    if (word === 'MSG') return this.#line.report({ kind: 'heard', from, text })
    const command = this.#asked.shift()
    if (command === undefined) return this.#line.report({ kind: 'nonsense', text: reply })
    if (word === 'NO') {
      return this.#line.report({ kind: 'refused', command, text: [from, ...rest].join(' ') })
    }
    this.#line.report({ kind: 'done', command, names: [from, ...rest] })
  }

  wake(): void {}
}

function wordsOf(command: Command): string | undefined {
  switch (command.kind) {
    case 'login':
      return ['NAME', command.name, ...(command.password ?? '').split(' ')].join(' ').trimEnd()
    case 'send':
      return `TELL ${command.to} ${command.text}`
    case 'broadcast':
      return `SAY ${command.text}`
    case 'list':
      return 'WHO'
    case 'logout':
      return 'BYE'
    default:
      return undefined
  }
}

export const toyClient: ClientSide<string, unknown> = {
  splitter: () => new Reads(),
  open: (line) => new ToyClient(line),
}
