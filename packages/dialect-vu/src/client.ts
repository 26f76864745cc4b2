import { Buffer } from 'node:buffer'
import type {
  ClientLine,
  ClientSession,
  ClientSide,
  Command,
  CommandKind,
  CommandOf,
} from '@parley/contract'
import { LineSplitter, mapped } from '@parley/framing'
import { type Asked, aboutRooms, isRoom, moderating, roomRequest } from './client-rooms.ts'
import type { RefusalWord, Reply, RoomWord } from './frames.ts'
import { longestText, type Options } from './options.ts'
import { parseReply } from './parser.ts'
import { helloFrom, LIST, send } from './serializer.ts'

/** Limit of unanswered commands, so that a silent server costs no memory. */
const MOST_UNANSWERED = 65_536

/**
 * The commands that each reply may belong to. A server replies in order and names no command, so a
 * reply belongs to the oldest command or to none.
 */
const answers = {
  hello: ['login'],
  'IN-USE': ['login'],
  BUSY: ['login'],
  'BAD-RQST-BODY': 'any',
  'BAD-RQST-HDR': 'any',
  names: ['list'],
  sent: ['send', 'broadcast'],
  'BAD-DEST-USER': ['send', 'broadcast', ...moderating],
  UNKNOWN: ['send', 'broadcast', ...moderating],
  'BAD-DEST-ROOM': ['broadcast', 'list', ...aboutRooms],
  'IN-ROOM': ['joinRoom'],
  FORBIDDEN: ['broadcast', ...aboutRooms],
  'JOIN-OK': ['joinRoom'],
  'LEAVE-OK': ['leaveRoom'],
  'ROOMS-OK': ['rooms'],
  'KICK-OK': ['kick'],
  'BAN-OK': ['ban'],
  'UNBAN-OK': ['unban'],
  'BANS-OK': ['bans'],
} satisfies Readonly<
  Record<'hello' | 'names' | 'sent' | RefusalWord | RoomWord, readonly Asked[] | 'any'>
>

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
    switch (command.kind) {
      case 'login':
        return !/[\r\n]/.test(command.name) && this.#say('login', helloFrom(command.name))
      case 'logout':
        return this.#logout()
      case 'send':
        return this.#send(command)
      case 'broadcast':
        return this.#broadcast(command)
      case 'list':
        return command.room === undefined ? this.#say('list', LIST) : this.#ofRoom(command)
      default:
        return this.#ofRoom(command)
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
      case 'room':
        return this.#done(reply, hasNames(reply.word) ? reply.names : undefined)
      case 'delivery': {
        const { from, text, room } = reply
        return this.#line.report({ kind: 'heard', from, text, ...(room !== undefined && { room }) })
      }
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
    const isTarget = to !== '*' && /^[^# \r\n][^ \r\n]*$/.test(to)
    return isTarget && this.#sendText('send', to, text)
  }

  /** 6.1, and in a room 6.5. */
  #broadcast({ room, text }: CommandOf<'broadcast'>): boolean {
    if (this.#options.strict || (room !== undefined && !isRoom(room))) return false
    return this.#sendText('broadcast', room ?? '*', text)
  }

  /** 6.5 to 6.7. */
  #ofRoom(command: Command): boolean {
    const asked = this.#options.strict ? undefined : roomRequest(command)
    return asked !== undefined && this.#say(asked.kind, asked.line)
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

  #done(
    reply: Extract<Reply, { kind: 'hello' | 'names' | 'sent' | 'room' }>,
    names?: readonly string[],
  ) {
    const command = this.#answered(reply.kind === 'room' ? reply.word : reply.kind)
    if (command === undefined) return this.#line.report({ kind: 'nonsense', text: reply.line })
    this.#line.report({ kind: 'done', command, ...(names === undefined ? {} : { names }) })
  }

  /** Removes and returns the oldest command, if this can be its reply. */
  #answered(word: keyof typeof answers): CommandKind | undefined {
    const fitting: readonly Asked[] | 'any' = answers[word]
    const [oldest] = this.#unanswered
    if (oldest === undefined) return undefined
    return fitting === 'any' || fitting.includes(oldest) ? this.#unanswered.shift() : undefined
  }
}

/** Whether the names behind a confirmation are what was asked for. */
function hasNames(word: RoomWord): boolean {
  return word === 'ROOMS-OK' || word === 'BANS-OK'
}

/** Whether a `SEND` can carry the text unchanged: 1.1, 1.2, 3.7. */
function isBody(text: string, mostBytes: number): boolean {
  if (text.includes('\n') || text.endsWith('\r') || /^ *$/.test(text)) return false
  return Buffer.byteLength(text) <= mostBytes
}
