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
import type { Request, RequestKind, RequestOf } from './frames.ts'
import { disallowed } from './names.ts'
import type { Options } from './options.ts'
import {
  BAD_BODY,
  BAD_HEADER,
  farewells,
  type Replies,
  replies,
  repliesSinceWho,
} from './replies.ts'
import { askOfRoom, type RoomRequest } from './room-requests.ts'
import { deliveries, hello, inRoom, nameList, SEND_OK } from './serializer.ts'

/** The sender of notices of the gateway: a name that no user can have. */
const GATEWAY = 'server'

type State = 'stranger' | 'user'

type Rows = {
  readonly [Kind in RequestKind]: {
    /** In any other state the answer is `BAD-RQST-HDR` (2.5, 2.6). */
    readonly allowed: State | 'anyone'
    run(session: VuSession, request: RequestOf<Kind>): void
  }
}

/** The frames of a message to everyone, made for its first recipient and shared by all. */
const framesOf = memoLast(({ from, room, text }: PublicMessage) =>
  deliveries(inRoom(from, room), text),
)

/** The server's side of one connection. */
export function serve(line: Line, options: Options): ServerSession<Request> {
  return new VuSession(line, options)
}

class VuSession implements ServerSession<Request> {
  static readonly #rows = {
    hello: { allowed: 'stranger', run: (session, { name }) => session.#login(name) },
    list: { allowed: 'user', run: (session, { room }) => session.#list('LIST-OK', room) },
    send: { allowed: 'user', run: (session, { to, text }) => session.#send(to, text) },
    'bad-body': { allowed: 'user', run: (session) => session.#line.write(BAD_BODY) },
    'bad-header': { allowed: 'anyone', run: (session) => session.#line.write(BAD_HEADER) },
    unreadable: { allowed: 'anyone', run: (session) => session.#line.write(BAD_BODY) },
    who: { allowed: 'user', run: (session) => session.#who() },
    speak: { allowed: 'user', run: (session, { text, room }) => session.#speak(text, room) },
    join: { allowed: 'user', run: (session, request) => session.#ofRoom(request) },
    leave: { allowed: 'user', run: (session, request) => session.#ofRoom(request) },
    rooms: { allowed: 'user', run: (session, request) => session.#ofRoom(request) },
    kick: { allowed: 'user', run: (session, request) => session.#ofRoom(request) },
    ban: { allowed: 'user', run: (session, request) => session.#ofRoom(request) },
    unban: { allowed: 'user', run: (session, request) => session.#ofRoom(request) },
    bans: { allowed: 'user', run: (session, request) => session.#ofRoom(request) },
  } as const satisfies Rows

  readonly #line: Line
  readonly #options: Options
  #state: State = 'stranger'
  #replies: Replies = replies

  constructor(line: Line, options: Options) {
    this.#line = line
    this.#options = options
  }

  /** 2: the server is silent until the client speaks. */
  greet(): void {}

  take(request: Request): void {
    this.#run(request)
  }

  hear(event: Event): void {
    switch (event.kind) {
      case 'direct':
        return this.#deliver(deliveries(event.from, event.text))
      case 'public':
        return this.#deliver(framesOf(event))
      case 'edited':
        return this.#inform(newsOf(event), event.message.room)
      case 'removed':
        return this.#inform(newsOf(event), event.room)
      case 'departed':
      case 'topic':
        return this.#informOfRoom(event)
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

  /** No timers. */
  wake(): void {}

  #run<Kind extends RequestKind>(request: RequestOf<Kind>): void {
    const rows: Rows = VuSession.#rows
    const row = rows[request.kind]
    if (row.allowed === this.#state || row.allowed === 'anyone') row.run(this, request)
    else this.#line.write(BAD_HEADER)
  }

  /** 2.1 to 2.4. */
  #login(name: string): void {
    const { maxUsers, strict } = this.#options
    const allowed = strict ? !disallowed.test(name) : isName(name)
    if (!allowed) return this.#line.write(BAD_BODY)
    this.#line.ask({ kind: 'login', name, cap: maxUsers }, (answer) => {
      if (!answer.ok) return this.#refuse(answer.error)
      this.#state = 'user'
      this.#line.write(hello(name))
    })
  }

  #list(word: 'LIST-OK' | 'WHO-OK', room?: string): void {
    const where = room === undefined ? {} : { room }
    this.#line.ask({ kind: 'list', ...where }, (answer) => {
      if (!answer.ok) return this.#refuse(answer.error)
      const names = answer.value.map((present) => present.name)
      this.#line.write(nameList(word, names))
    })
  }

  /** 5.3. */
  #who(): void {
    this.#replies = repliesSinceWho
    this.#list('WHO-OK')
  }

  #send(to: string, text: string): void {
    const { strict } = this.#options
    this.#line.ask({ kind: 'send', to, text: strict ? text : cleanText(text) }, this.#sent)
  }

  /** 6.1, and in a room 6.5. */
  #speak(said: string, room: string | undefined): void {
    const text = cleanText(said)
    if (room === undefined) this.#line.ask({ kind: 'broadcast', text }, this.#sent)
    else this.#line.ask({ kind: 'broadcast', room, text }, this.#sent)
  }

  #ofRoom(request: RoomRequest): void {
    askOfRoom(this.#line, request, (error) => this.#refuse(error))
  }

  readonly #sent = (answer: Answer<unknown>): void => {
    if (answer.ok) this.#line.write(SEND_OK)
    else this.#refuse(answer.error)
  }

  #deliver(frames: readonly string[]): void {
    for (const frame of frames) this.#line.write(frame)
  }

  #refuse(error: ErrorCode): void {
    this.#line.write(this.#replies[error])
  }

  #farewell(reason: CloseReason): void {
    const words = farewells[reason]
    if (words !== undefined) this.#inform(words)
  }

  /** 6.3, and of a room 6.8. */
  #inform(text: string, room?: string): void {
    if (this.#options.strict || this.#state === 'stranger') return
    this.#deliver(deliveries(inRoom(GATEWAY, room), text))
  }

  #informOfRoom(event: Departed | TopicChanged): void {
    const text = roomNews(event)
    if (text !== undefined) this.#inform(text, event.room)
  }
}
