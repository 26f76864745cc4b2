import {
  type Answer,
  type CloseReason,
  type ErrorCode,
  type Event,
  isName,
  type Line,
  newsOf,
  type PublicMessage,
  type ServerSession,
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
import { deliveries, hello, nameList, SEND_OK } from './serializer.ts'

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
const framesOf = memoLast(({ from, text }: PublicMessage) => deliveries(from, text))

/** The server's side of one connection. */
export function serve(line: Line, options: Options): ServerSession<Request> {
  return new VuSession(line, options)
}

class VuSession implements ServerSession<Request> {
  static readonly #rows = {
    hello: { allowed: 'stranger', run: (session, { name }) => session.#login(name) },
    list: { allowed: 'user', run: (session) => session.#list('LIST-OK') },
    send: { allowed: 'user', run: (session, { to, text }) => session.#send(to, text) },
    'bad-body': { allowed: 'user', run: (session) => session.#line.write(BAD_BODY) },
    'bad-header': { allowed: 'anyone', run: (session) => session.#line.write(BAD_HEADER) },
    unreadable: { allowed: 'anyone', run: (session) => session.#line.write(BAD_BODY) },
    who: { allowed: 'user', run: (session) => session.#who() },
    speak: { allowed: 'user', run: (session, { text }) => session.#speak(text) },
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
      case 'removed':
        return this.#inform(newsOf(event))
      case 'notice':
        return this.#inform(event.text)
      case 'farewell':
        return this.#farewell(event.reason)
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

  #list(word: 'LIST-OK' | 'WHO-OK'): void {
    this.#line.ask({ kind: 'list' }, (answer) => {
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

  /** 6.1. */
  #speak(text: string): void {
    this.#line.ask({ kind: 'broadcast', text: cleanText(text) }, this.#sent)
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

  /** 6.3. */
  #inform(text: string): void {
    if (this.#options.strict || this.#state === 'stranger') return
    this.#deliver(deliveries(GATEWAY, text))
  }
}
