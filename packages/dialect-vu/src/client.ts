import { Buffer } from 'node:buffer'
import {
  type ClientLine,
  type ClientSession,
  type ClientSide,
  type Command,
  type CommandKind,
  type CommandOf,
  isOfRoom,
} from '@parley/contract'
import { LineSplitter, mapped } from '@parley/framing'
import type { RefusalWord, Reply } from './frames.ts'
import { longestText, type Options } from './options.ts'
import { parseReply } from './parser.ts'
import { helloFrom, LIST, send } from './serializer.ts'

/** Limit of unanswered commands, so that a silent server costs no memory. */
const MOST_UNANSWERED = 65_536

/** A command that this dialect can send and that gets a reply. */
type Asked = 'login' | 'list' | 'send' | 'broadcast'

/**
 * The commands that each reply may belong to. A server replies in order and names no command, so a
 * reply belongs to the oldest command or to none.
 */
const answers = {
  hello: ['login'],
  'IN-USE': ['login'],
  BUSY: ['login'],
  'BAD-RQST-BODY': ['login', 'list', 'send', 'broadcast'],
  'BAD-RQST-HDR': ['login', 'list', 'send', 'broadcast'],
  names: ['list'],
  sent: ['send', 'broadcast'],
  'BAD-DEST-USER': ['send', 'broadcast'],
  UNKNOWN: ['send', 'broadcast'],
} satisfies Readonly<Record<'hello' | 'names' | 'sent' | RefusalWord, readonly Asked[]>>

/** The client's side: its splitter, and a session that matches replies to commands. */
export const client: ClientSide<Reply, Options> = {
  splitter: () => mapped(new LineSplitter(), parseReply),
  unended: { completion: '\n', counts: ({ kind }) => kind === 'refusal' || kind === 'sent' },
  open: (line, options) => new VuClient(line, options),
}

class VuClient implements ClientSession<Reply> {
  readonly #line: ClientLine
  readonly #options: Options
  readonly #unanswered: Asked[] = []

  constructor(line: ClientLine, options: Options) {
    this.#line = line
    this.#options = options
  }

  /** 2: the server says nothing on connecting. */
  begin(): void {
    this.#line.report({ kind: 'ready' })
  }

  ask(command: Command): boolean {
    if (isOfRoom(command)) return false
    switch (command.kind) {
      case 'login':
        return !/[\r\n]/.test(command.name) && this.#say('login', helloFrom(command.name))
      case 'logout':
        return this.#logout()
      case 'send':
        return this.#send(command)
      case 'broadcast':
        return !this.#options.strict && this.#sendText('broadcast', '*', command.text)
      case 'list':
        return this.#say('list', LIST)
      default:
        return false
    }
  }

  take(reply: Reply): void {
    switch (reply.kind) {
      case 'hello':
      case 'sent':
        return this.#done(reply)
      case 'names':
        return this.#done(reply, reply.names)
      case 'refusal': {
        const command = this.#answered(reply.word)
        return this.#line.report({ kind: 'refused', command, text: reply.line })
      }
      case 'delivery':
        return this.#line.report({ kind: 'heard', from: reply.from, text: reply.text })
      case 'nonsense':
        return this.#line.report({ kind: 'nonsense', text: reply.line })
    }
  }

  /** No timers. */
  wake(): void {}

  /** 2: there is no command for it; the client closes. */
  #logout(): boolean {
    this.#line.report({ kind: 'done', command: 'logout' })
    this.#line.close()
    return true
  }

  #send({ to, text }: CommandOf<'send'>): boolean {
    const isTarget = to !== '' && to !== '*' && !/[ \r\n]/.test(to)
    return isTarget && this.#sendText('send', to, text)
  }

  #sendText(command: 'send' | 'broadcast', to: string, text: string): boolean {
    return isBody(text, longestText(this.#options)) && this.#say(command, send(to, text))
  }

  #say(command: Asked, line: string): boolean {
    if (this.#unanswered.length >= MOST_UNANSWERED) return false
    this.#unanswered.push(command)
    this.#line.write(line)
    return true
  }

  #done(reply: Extract<Reply, { kind: 'hello' | 'names' | 'sent' }>, names?: readonly string[]) {
    const command = this.#answered(reply.kind)
    if (command === undefined) return this.#line.report({ kind: 'nonsense', text: reply.line })
    this.#line.report({ kind: 'done', command, ...(names === undefined ? {} : { names }) })
  }

  /** Removes and returns the oldest command, if this can be its reply. */
  #answered(word: keyof typeof answers): CommandKind | undefined {
    const fitting: readonly Asked[] = answers[word]
    const [oldest] = this.#unanswered
    return oldest !== undefined && fitting.includes(oldest) ? this.#unanswered.shift() : undefined
  }
}

/** Whether a `SEND` can carry the text unchanged: 1.1, 1.2, 3.7. */
function isBody(text: string, mostBytes: number): boolean {
  if (text.includes('\n') || text.endsWith('\r') || /^ *$/.test(text)) return false
  return Buffer.byteLength(text) <= mostBytes
}
