import {
  type AnswerOf,
  type CloseReason,
  type CommandOf,
  canonicalName,
  type ErrorCode,
  type Event,
  isName,
  type Line,
  type PasswordPolicy,
  type Present,
  type ServerSession,
} from '@parley/contract'
import type { Heard, Voice } from './events.ts'
import type { Action, NamesAction, Request, RequestKind, RequestOf, RoomRequest } from './frames.ts'
import { sharedBy } from './listener.ts'
import type { Options } from './options.ts'
import {
  farewells,
  ofNobody,
  type Refused,
  replies,
  TRY_LATER,
  UNKNOWN_ACTION,
  words,
} from './replies.ts'
import { askOfRoom, roomRows } from './room-requests.ts'
import { answer, complaint, place, sent, timeout } from './serializer.ts'

/** Between the word that a user has timed out and the end of the connection (5.1), in milliseconds. */
const LEAVING_TIME = 1000

/** `entering`: has asked to log in. `leaving`: logged out or about to be closed. */
type State = 'stranger' | 'entering' | 'user' | 'leaving'

type Rows = {
  readonly [Kind in RequestKind]: {
    /** The states in which it is carried out; in others it is answered in one place. */
    readonly allowed: 'stranger' | 'user' | 'any'
    run(session: GhostrSession, request: RequestOf<Kind>): void
  }
}

const delivered = answer('message', words.success)
const loggedIn = answer('login', words.success)

/** The server’s side of one connection. */
export function serve(line: Line, options: Options): ServerSession<Request> {
  return new GhostrSession(line, options)
}

class GhostrSession implements ServerSession<Request> {
  static readonly #rows = {
    login: { allowed: 'stranger', run: (session, request) => session.#login(request) },
    message: { allowed: 'user', run: (session, request) => session.#message(request) },
    broadcast: { allowed: 'user', run: (session, request) => session.#broadcast(request) },
    whoelse: { allowed: 'user', run: (session, { room }) => session.#whoElse(room) },
    whoelsesince: { allowed: 'user', run: (session, request) => session.#whoElseSince(request) },
    block: { allowed: 'user', run: (session, { name }) => session.#block('block', name) },
    unblock: { allowed: 'user', run: (session, { name }) => session.#block('unblock', name) },
    startprivate: { allowed: 'user', run: (session, { name }) => session.#startPrivate(name) },
    logout: { allowed: 'user', run: (session) => session.#logout() },
    ...roomRows,
    unknown: {
      allowed: 'user',
      run: (session, { action }) => session.#write(complaint(action, UNKNOWN_ACTION)),
    },
    malformed: { allowed: 'any', run: (session) => session.#break('malformed') },
    'line-end': { allowed: 'any', run: () => {} },
  } as const satisfies Rows

  readonly #line: Line
  readonly #voice: Voice
  readonly #policy: PasswordPolicy
  /** How long a user may ask for nothing, in milliseconds; 0 = for ever. */
  readonly #idleTimeout: number
  #state: State = 'stranger'
  #name = ''
  /** Where this client takes private chats (2.1); 0 = nowhere. */
  #port = 0
  #lastRequest = 0
  /** Events between a login and its answer, which the client reads first (1.4). */
  #held: Heard[] = []

  constructor(line: Line, options: Options) {
    const { voice, policy } = sharedBy(options)
    this.#line = line
    this.#voice = voice
    this.#policy = policy
    this.#idleTimeout = options.timeout * 1000
  }

  /** The server says nothing before the login (1.4). */
  greet(): void {}

  take(request: Request): void {
    if (this.#state === 'leaving') return
    if (request.kind !== 'line-end') this.#lastRequest = this.#line.now
    const { allowed }: Rows[RequestKind] = GhostrSession.#rows[request.kind]
    if (allowed === this.#state || allowed === 'any') this.#run(request)
    else this.#misplaced(request)
  }

  hear(event: Event): void {
    if (event.kind === 'farewell') this.#farewell(event.reason)
    else if (this.#state === 'entering') this.#held.push(event)
    else if (this.#state === 'user') this.#say(event)
  }

  /** 5.1. */
  wake(now: number): void {
    if (this.#state === 'leaving') return this.#line.close('idle')
    if (this.#state !== 'user') return
    const deadline = this.#lastRequest + this.#idleTimeout
    if (now < deadline) return this.#line.wakeAt(deadline)
    this.#line.write(timeout)
    this.#state = 'leaving'
    this.#line.ask({ kind: 'logout' }, () => {})
    this.#line.wakeAt(now + LEAVING_TIME)
  }

  #run<Kind extends RequestKind>(request: RequestOf<Kind>): void {
    const rows: Rows = GhostrSession.#rows
    rows[request.kind].run(this, request)
  }

  /** A command that the state does not allow (4.11). */
  #misplaced(request: Request): void {
    if (request.kind === 'login') return this.#refuse('login', 'already-logged-in')
    const action = request.kind === 'unknown' ? request.action : request.kind
    this.#write(complaint(action, replies['not-logged-in'].say))
  }

  /** 2.1. */
  #login({ name, password, port }: RequestOf<'login'>): void {
    this.#state = 'entering'
    this.#port = port
    const policy = this.#policy
    this.#line.ask({ kind: 'login', name, cap: 0, password, policy }, (answered) => {
      const held = this.#held
      this.#held = []
      if (!answered.ok) return this.#turnAway(answered.error)
      this.#arrive(answered.value.name)
      for (const event of held) this.#say(event)
    })
  }

  /** 2.2; whoever is not locked out may try again. */
  #turnAway(error: ErrorCode): void {
    this.#state = 'stranger'
    this.#refuse('login', error)
  }

  #arrive(name: string): void {
    this.#state = 'user'
    this.#name = name
    this.#write(loggedIn)
    this.#lastRequest = this.#line.now
    if (this.#idleTimeout > 0) this.#line.wakeAt(this.#lastRequest + this.#idleTimeout)
    if (this.#port === 0) return
    this.#line.ask({ kind: 'announcePeer', transport: 'tcp', port: this.#port }, () => {})
  }

  /** 4.1, 4.2. */
  #message({ to, text }: RequestOf<'message'>): void {
    if (!isName(to)) return this.#refuse('message', 'unknown-user')
    if (this.#isSelf(to)) return this.#write(answer('message', words.messageSelf))
    this.#line.ask({ kind: 'send', to, text }, this.#sent)
  }

  readonly #sent = (answered: AnswerOf<'send'>): void => {
    if (answered.ok) this.#write(delivered)
    else this.#refuse('message', ofNobody(answered.error))
  }

  /** 4.3, and in a room 9.3. */
  #broadcast({ text, room }: RequestOf<'broadcast'>): void {
    if (room === undefined) this.#line.ask({ kind: 'broadcast', text }, this.#posted)
    else this.#line.ask({ kind: 'broadcast', room, text }, this.#posted)
  }

  readonly #posted = (answered: AnswerOf<'broadcast'>): void => {
    if (answered.ok) this.#write(sent(answered.value.reached, answered.value.blocked))
    else this.#refuse('broadcast', answered.error)
  }

  /** 4.4, and of a room 9.2. */
  #whoElse(room: string | undefined): void {
    this.#line.ask({ kind: 'list', room }, (answered) => {
      if (!answered.ok) return this.#withhold('whoelse', answered.error)
      const names = answered.value.map(({ name }) => name)
      this.#names('whoelse', names)
    })
  }

  /** 4.5. */
  #whoElseSince({ seconds }: RequestOf<'whoelsesince'>): void {
    if (seconds === undefined) return this.#names('whoelsesince', [])
    const since = Math.max(0, this.#line.now - seconds * 1000)
    this.#line.ask({ kind: 'listSince', since }, (answered) => {
      if (answered.ok) this.#names('whoelsesince', answered.value)
      else this.#withhold('whoelsesince', answered.error)
    })
  }

  #names(action: NamesAction, names: readonly string[]): void {
    const others = names.filter((name) => name !== this.#name)
    this.#list(action, others)
  }

  #list(action: NamesAction, names: readonly string[]): void {
    for (const frame of this.#voice.names(action, names)) this.#write(frame)
  }

  /** 9.1, 9.2, 9.4. */
  ofRoom(request: RoomRequest): void {
    askOfRoom(this.#line, request, {
      write: (frame) => this.#write(frame),
      list: (action, names) => this.#list(action, names),
      refuse: (action, error) => this.#withhold(action, error),
    })
  }

  /** 4.6, 4.7. */
  #block(kind: 'block' | 'unblock', name: string): void {
    if (!isName(name)) return this.#refuse(kind, 'unknown-user')
    if (this.#isSelf(name)) return this.#write(answer(kind, words.messageSelf))
    const command: CommandOf<'block' | 'unblock'> = { kind, name }
    this.#line.ask(command, (answered) => {
      if (answered.ok) this.#write(answer(kind, words.success))
      else this.#refuse(kind, answered.error)
    })
  }

  /** 4.8. */
  #startPrivate(name: string): void {
    if (!isName(name)) return this.#refuse('startprivate', 'unknown-user')
    if (this.#isSelf(name)) return this.#write(answer('startprivate', words.userSelf))
    this.#line.ask({ kind: 'findPeer', name }, (answered) => {
      if (answered.ok) this.#introduce(answered.value)
      else this.#withhold('startprivate', answered.error)
    })
  }

  /** 6.2, 6.3. */
  #introduce({ name, peer, calls }: Present): void {
    if (calls?.transport === 'tcp') return this.#write(place(peer.address, calls.port, name))
    this.#line.standIn([name], ([port]) => {
      if (port === undefined) this.#refuse('startprivate', 'user-offline')
      else this.#write(place(this.#line.address, port, name))
    })
  }

  /** 4.9. */
  #logout(): void {
    this.#line.ask({ kind: 'logout' }, (answered) => {
      if (!answered.ok) return this.#refuse('logout', answered.error)
      this.#write(answer('logout', words.loggedOut))
      this.#close('logout')
    })
  }

  #isSelf(name: string): boolean {
    return canonicalName(name) === this.#name
  }

  #say(event: Heard): void {
    for (const frame of this.#voice.heard(event)) this.#write(frame)
  }

  /** What cannot be looked up just now is no loss, and no reason to close. */
  #withhold(action: Action, error: ErrorCode): void {
    if (error === 'store-failed') this.#write(complaint(action, TRY_LATER))
    else this.#refuse(action, error)
  }

  /** Says a refusal, or ends the connection for it, or both. */
  #refuse(action: Action, error: ErrorCode): void {
    const { say, close }: Refused = replies[error]
    if (say !== undefined) this.#write(answer(action, say))
    if (close !== undefined) this.#break(close)
  }

  /** Ends the connection and tells the peer the reason, where it can. */
  #break(reason: CloseReason): void {
    this.#farewell(reason)
    this.#close(reason)
  }

  /** Nothing is said to a stranger: it would be taken for the answer to the login (1.4). */
  #farewell(reason: CloseReason): void {
    const text = farewells[reason]
    if (text === undefined || this.#state !== 'user') return
    for (const frame of this.#voice.notice(text)) this.#write(frame)
  }

  #close(reason: CloseReason): void {
    if (this.#state === 'leaving') return
    this.#state = 'leaving'
    this.#line.close(reason)
  }

  /** An answer that comes after the user has timed out is not said any more. */
  #write(frame: string): void {
    if (this.#state !== 'leaving') this.#line.write(frame)
  }
}
