import { Buffer } from 'node:buffer'
import {
  type ClientLine,
  type ClientSession,
  type ClientSide,
  type Command,
  type CommandKind,
  type CommandOf,
  isName,
  isRoomName,
  MOST_LINES,
  type Report,
} from '@parley/contract'
import { cleanText, LineSplitter, mapped } from '@parley/framing'
import { InboundMessage } from './client/inbound-message-reader.ts'
import { isRoom, roomLine } from './client/room-lines.ts'
import { CLOSING } from './composed-body.ts'
import type { Reply } from './frames.ts'
import type { Options } from './options.ts'
import { parseReply } from './parser.ts'
import { commandLine } from './serializer.ts'

/** The most commands that may be unanswered at once, so that a silent server costs no memory. */
const MOST_UNANSWERED = 65_536

/** The most that is kept of rows or of one inbound message, in characters. */
const MOST_KEPT = 32 * 1024 * 1024

/** Said of a line inside a body, whose own answer still comes (1.4). */
export const LINE_TOO_LONG = 'Line too long'

/** A list has no end of its own: silence for so long ends it (5.1), in milliseconds. */
const SILENCE = 250

/** A command and what is written for it; `body` once the server has asked for it (3.7). */
interface Asked {
  readonly kind: CommandKind
  readonly line: string
  readonly body?: string
}

/** The client's side: its splitter, and a session that has one command under way at a time. */
export const client: ClientSide<Reply, Options> = {
  splitter: () => mapped(new LineSplitter(), parseReply),
  open: (line, options) => new LlpClient(line, options),
}

class LlpClient implements ClientSession<Reply> {
  readonly #line: ClientLine
  readonly #options: Options
  /** The first is under way, the others wait. */
  readonly #asked: Asked[] = []
  /** The length of what waits, in characters. */
  #waiting = 0
  #greeted = false
  #bodySent = false
  /** The rows of a list whose end has not come; undefined while there is none. */
  #rows: string[] | undefined
  #incoming: InboundMessage | undefined

  constructor(line: ClientLine, options: Options) {
    this.#line = line
    this.#options = options
  }

  /** 2.1: the server speaks first. */
  begin(): void {}

  ask(command: Command): boolean {
    const { strict } = this.#options
    switch (command.kind) {
      case 'login':
        return this.#plainly('login', 'LOGIN', command.name)
      case 'logout':
        return this.#plainly('logout', 'LOGOUT')
      case 'list':
        return command.room === undefined ? this.#plainly('list', 'LIST') : this.#ofRoom(command)
      case 'history':
        return command.room === undefined
          ? !strict && this.#plainly('history', 'HISTORY', String(command.last))
          : this.#ofRoom(command)
      case 'block':
        return !strict && this.#plainly('block', 'BLOCK', command.name)
      case 'unblock':
        return !strict && this.#plainly('unblock', 'UNBLOCK', command.name)
      case 'send':
        return (
          isWord(command.to) &&
          this.#compose('send', commandLine('MESSAGE', command.to), command.text)
        )
      case 'broadcast':
        return !strict && this.#broadcast(command)
      default:
        return this.#ofRoom(command)
    }
  }

  take(reply: Reply): void {
    if (this.#incoming !== undefined) return this.#takeText(reply, this.#incoming)
    switch (reply.kind) {
      case 'status':
        this.#endRows()
        return this.#takeStatus(reply.ok, reply.text)
      case 'sender':
        this.#endRows()
        this.#incoming = new InboundMessage(reply.name, MOST_KEPT)
        return
      case 'plain':
        return this.#takeRow(reply.text)
      case 'recipient':
      case 'quoted':
        this.#endRows()
        if (reply.text !== '') this.#line.report({ kind: 'nonsense', text: reply.text })
    }
  }

  /** 5.1: nothing came for a while, so the list is over. */
  wake(): void {
    this.#endRows()
  }

  /** 6.1, and to a room 6.7. */
  #broadcast({ kind, room, text }: CommandOf<'broadcast'>): boolean {
    if (room !== undefined && !isRoom(room)) return false
    return this.#compose(kind, commandLine('BROADCAST', room), text)
  }

  /** 6.7 to 6.9. */
  #ofRoom(command: Command): boolean {
    const line = this.#options.strict ? undefined : roomLine(command)
    return line !== undefined && this.#enqueue({ kind: command.kind, line })
  }

  #plainly(kind: CommandKind, verb: string, argument?: string): boolean {
    if (argument !== undefined && !isWord(argument)) return false
    return this.#enqueue({ kind, line: commandLine(verb, argument) })
  }

  #compose(kind: 'send' | 'broadcast', line: string, text: string): boolean {
    if (!this.#canSay(text)) return false
    return this.#enqueue({ kind, line, body: `${text}\n${CLOSING}\n` })
  }

  /** Whether the text arrives as it is: no line may close the body, and 1.4. */
  #canSay(text: string): boolean {
    const { maxLine, maxBody, strict } = this.#options
    if (text.includes('\r') || Buffer.byteLength(text) > maxBody) return false
    const said = strict ? text : cleanText(text)
    if (said.split('\n').length > MOST_LINES) return false
    return text
      .split('\n')
      .every((line) => !line.trimEnd().endsWith(CLOSING) && Buffer.byteLength(line) <= maxLine)
  }

  #enqueue(asked: Asked): boolean {
    const length = lengthOf(asked)
    if (this.#asked.length >= MOST_UNANSWERED || this.#waiting + length > MOST_KEPT) return false
    this.#waiting += length
    this.#asked.push(asked)
    if (this.#asked.length === 1) this.#line.write(`${asked.line}\n`)
    return true
  }

  #takeStatus(ok: boolean, text: string): void {
    const [asked] = this.#asked
    if (!this.#greeted && asked === undefined && text.startsWith('Welcome')) {
      this.#greeted = true
      return this.#line.report({ kind: 'ready' })
    }
    if (asked === undefined) return this.#line.report({ kind: 'nonsense', text })
    if (this.#bodySent && text === LINE_TOO_LONG) {
      return this.#line.report({ kind: 'notice', text })
    }
    if (ok && asked.body !== undefined && !this.#bodySent) {
      this.#bodySent = true
      return this.#line.write(asked.body)
    }
    if (ok && hasRows(asked.kind)) {
      this.#rows = []
      return this.#line.wakeAt(this.#line.now + SILENCE)
    }
    this.#finish(ok ? { kind: 'done', command: asked.kind } : refusal(asked.kind, text))
  }

  #takeRow(text: string): void {
    if (this.#rows === undefined) return
    if (this.#rows.length < MOST_UNANSWERED) this.#rows.push(text)
    this.#line.wakeAt(this.#line.now + SILENCE)
  }

  #endRows(): void {
    const rows = this.#rows
    const [asked] = this.#asked
    if (rows === undefined || asked === undefined) return
    this.#rows = undefined
    if (asked.kind === 'history') return this.#finish({ kind: 'done', command: 'history' })
    const names = rows.flatMap((row) => nameIn(row) ?? [])
    this.#finish({ kind: 'done', command: asked.kind, names })
  }

  /** The command under way is over: the next one is written. */
  #finish(report: Report): void {
    const over = this.#asked.shift()
    if (over !== undefined) this.#waiting -= lengthOf(over)
    this.#bodySent = false
    const [next] = this.#asked
    this.#line.report(report)
    if (next !== undefined) this.#line.write(`${next.line}\n`)
  }

  /** 4.1. */
  #takeText(reply: Reply, incoming: InboundMessage): void {
    if (incoming.take(reply) === 'more') return
    this.#incoming = undefined
    const { from, text, to, room } = incoming
    this.#line.report({ kind: 'heard', from, text, to, ...(room !== undefined && { room }) })
  }
}

function lengthOf({ line, body = '' }: Asked): number {
  return line.length + body.length
}

function hasRows(kind: CommandKind): boolean {
  return kind === 'list' || kind === 'history' || kind === 'rooms' || kind === 'bans'
}

/** The name in a row (3.6, 6.8, 6.9); undefined where no user and no room can have it. */
function nameIn(row: string): string | undefined {
  const shown = row.trimEnd()
  const name = shown.slice(shown.lastIndexOf(' ') + 1)
  return shown.includes(' | ') && (isName(name) || isRoomName(name)) ? name : undefined
}

function refusal(command: CommandKind, text: string): Report {
  return { kind: 'refused', command, text }
}

function isWord(text: string): boolean {
  return text !== '' && text.isWellFormed() && !/\s/.test(text)
}
