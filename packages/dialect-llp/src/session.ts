import {
  type Answer,
  type CloseReason,
  type Departed,
  type ErrorCode,
  type Event,
  isName,
  type Line,
  newsOf,
  type PublicMessage,
  roomNews,
  type ServerSession,
  type TopicChanged,
} from '@parley/contract'
import { cleanText, memoLast } from '@parley/framing'
import { ComposedBody, parseBody } from './composed-body.ts'
import type { CommandKind, CommandOf, Request } from './frames.ts'
import { historyRows } from './history-rows.ts'
import { inbound } from './inbound-message-writer.ts'
import { username } from './names.ts'
import type { Options } from './options.ts'
import { parseCommand } from './parser.ts'
import { banner, farewells, replies, texts } from './replies.ts'
import { askOfRoom } from './room-commands.ts'
import { EVERYONE, ok, userRows } from './serializer.ts'

/** The sender of what the gateway itself has to say: a name that no user can have. */
const GATEWAY = 'server'

type Standing = 'stranger' | 'user'

type Rows = {
  readonly [Kind in CommandKind]: {
    /** In any other standing the answer is that of 3.1, or 3.4. */
    readonly allowed: Standing | 'anyone'
    run(session: LlpSession, command: CommandOf<Kind>): void
  }
}

/** A message to everyone, or to a room, as all its recipients read it: the same bytes for each. */
const toEveryone = memoLast(({ from, room = EVERYONE, text }: PublicMessage) =>
  inbound(from, room, text, false),
)
const toEveryoneStrictly = memoLast(({ from, text }: PublicMessage) =>
  inbound(from, EVERYONE, text, true),
)

interface Composing {
  readonly to: string | undefined
  readonly room: string | undefined
  readonly body: ComposedBody
}

/** The server's side of one connection. */
export function serve(line: Line, options: Options): ServerSession<Request> {
  return new LlpSession(line, options)
}

class LlpSession implements ServerSession<Request> {
  static readonly #rows = {
    LOGIN: { allowed: 'anyone', run: (session, { name }) => session.#login(name) },
    LIST: { allowed: 'user', run: (session, { room }) => session.#list(room) },
    MESSAGE: { allowed: 'user', run: (session, { to }) => session.#message(to) },
    LOGOUT: { allowed: 'user', run: (session) => session.#logout() },
    BROADCAST: { allowed: 'user', run: (session, { room }) => session.#compose(undefined, room) },
    BLOCK: { allowed: 'user', run: (session, { name }) => session.#block('block', name) },
    UNBLOCK: { allowed: 'user', run: (session, { name }) => session.#block('unblock', name) },
    HISTORY: { allowed: 'user', run: (session, { last, room }) => session.#history(last, room) },
    HELP: { allowed: 'user', run: (session) => session.#line.write(texts.help) },
    JOIN: { allowed: 'user', run: (session, command) => askOfRoom(session.#line, command) },
    LEAVE: { allowed: 'user', run: (session, command) => askOfRoom(session.#line, command) },
    ROOMS: { allowed: 'user', run: (session, command) => askOfRoom(session.#line, command) },
    KICK: { allowed: 'user', run: (session, command) => askOfRoom(session.#line, command) },
    BAN: { allowed: 'user', run: (session, command) => askOfRoom(session.#line, command) },
    UNBAN: { allowed: 'user', run: (session, command) => askOfRoom(session.#line, command) },
    BANS: { allowed: 'user', run: (session, command) => askOfRoom(session.#line, command) },
    unknown: { allowed: 'user', run: (session) => session.#line.write(texts.unknown) },
  } as const satisfies Rows

  readonly #line: Line
  readonly #options: Options
  #name: string | undefined
  /** The message being composed; to a room, or to everyone, where `to` is undefined. */
  #composing: Composing | undefined

  constructor(line: Line, options: Options) {
    this.#line = line
    this.#options = options
  }

  /** 2.1. */
  greet(): void {
    this.#line.write(banner(this.#options.strict))
  }

  take(request: Request): void {
    if (this.#composing !== undefined) this.#takeBody(request, this.#composing.body)
    else if (typeof request === 'string') this.#run(parseCommand(request, this.#options.strict))
    else if (request.fault === 'too-long') this.#line.write(texts.lineTooLong)
    else this.#refuse('text-not-utf8')
  }

  hear(event: Event): void {
    const { strict } = this.#options
    switch (event.kind) {
      case 'direct':
        return this.#line.write(inbound(event.from, event.to, event.text, strict))
      case 'public':
        return this.#line.write(strict ? toEveryoneStrictly(event) : toEveryone(event))
      case 'edited':
        return strict ? undefined : this.#inform(newsOf(event), event.message.room)
      case 'removed':
        return strict ? undefined : this.#inform(newsOf(event), event.room)
      case 'departed':
      case 'topic':
        return strict ? undefined : this.#informOfRoom(event)
      case 'notice':
        return this.#inform(event.text)
      case 'farewell':
        return this.#farewell(event.reason)
      case 'joined':
      case 'left':
      case 'renamed':
      case 'away':
      case 'entered':
        return
    }
  }

  /** Nothing here waits for a time. */
  wake(): void {}

  #run<Kind extends CommandKind>(command: CommandOf<Kind>): void {
    const rows: Rows = LlpSession.#rows
    const row = rows[command.kind]
    if (row.allowed === 'user' && this.#name === undefined) this.#line.write(texts.unknown)
    else row.run(this, command)
  }

  /** 3.2 to 3.5. */
  #login(name: string): void {
    if (this.#name !== undefined) return this.#refuse('already-logged-in')
    if (!username.test(name)) return this.#refuse('name-invalid')
    this.#line.ask({ kind: 'login', name, cap: 0 }, (answer) => {
      if (!answer.ok) return this.#refuse(answer.error)
      this.#name = answer.value.name
      this.#line.write(ok(`Hello ${this.#name}`))
    })
  }

  /** 3.6, 6.8. */
  #list(room: string | undefined): void {
    this.#line.ask({ kind: 'list', room }, (answer) => {
      if (answer.ok) this.#line.write(userRows(answer.value))
      else this.#refuse(answer.error)
    })
  }

  /** 3.7, 3.8. */
  #message(to: string): void {
    if (isName(to)) this.#compose(to)
    else this.#line.write(texts.invalidRecipient)
  }

  #compose(to: string | undefined, room?: string): void {
    this.#composing = { to, room, body: new ComposedBody(this.#options.maxBody) }
    this.#line.write(texts.compose)
  }

  /** 3.9: whatever a line says, it is text, until one closes the body. */
  #takeBody(request: Request, body: ComposedBody): void {
    if (typeof request !== 'string') {
      body.spoil(request)
      if (request.fault === 'too-long') this.#line.write(texts.lineTooLong)
      return
    }
    const line = parseBody(request)
    if (line.kind === 'text') return body.add(line.text)
    if (line.last !== '') body.add(line.last)
    this.#send()
  }

  /** 3.10, 3.11, 6.1, 6.7. */
  #send(): void {
    const composed = this.#composing
    this.#composing = undefined
    if (composed === undefined) return
    const { to, room, body } = composed
    if (body.fault !== undefined) return this.#refuse(body.fault)
    const text = this.#options.strict ? body.text : cleanText(body.text)
    if (to === undefined) this.#line.ask({ kind: 'broadcast', room, text }, this.#sent)
    else this.#line.ask({ kind: 'send', to, text }, this.#sent)
  }

  readonly #sent = (answer: Answer<unknown>): void => {
    if (answer.ok) this.#line.write(texts.delivered)
    else this.#refuse(answer.error)
  }

  /** 3.12. */
  #logout(): void {
    this.#line.ask({ kind: 'logout' }, () => {
      this.#line.write(texts.goodbye)
      this.#line.close('logout')
    })
  }

  /** 6.2. */
  #block(kind: 'block' | 'unblock', name: string): void {
    if (!isName(name)) return this.#line.write(texts.invalidRecipient)
    const done = kind === 'block' ? 'Blocked' : 'Unblocked'
    this.#line.ask<'block' | 'unblock'>({ kind, name }, (answer) => {
      if (answer.ok) this.#line.write(ok(`${done} ${answer.value.name}`))
      else this.#refuse(answer.error)
    })
  }

  /** 6.3. */
  #history(last: number | undefined, room: string | undefined): void {
    if (last === undefined) return this.#line.write(texts.invalidNumber)
    this.#line.ask({ kind: 'history', room, last }, (answer) => {
      if (answer.ok) this.#line.write(historyRows(answer.value))
      else this.#refuse(answer.error)
    })
  }

  #refuse(code: ErrorCode): void {
    this.#line.write(replies[code])
  }

  #farewell(reason: CloseReason): void {
    const words = farewells[reason]
    if (words !== undefined && !this.#options.strict) this.#inform(words)
  }

  /** 6.5, 6.10: the gateway speaks as a message from a name that nobody can have. */
  #inform(text: string, room?: string): void {
    if (this.#name === undefined) return
    this.#line.write(inbound(GATEWAY, room ?? this.#name, text, this.#options.strict))
  }

  #informOfRoom(event: Departed | TopicChanged): void {
    const text = roomNews(event)
    if (text !== undefined) this.#inform(text, event.room)
  }
}
