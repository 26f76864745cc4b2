import {
  type AnswerOf,
  type CloseReason,
  canonicalName,
  type ErrorCode,
  type Event,
  isName,
  type Line,
  type Present,
  type ServerSession,
} from '@parley/contract'
import { type Voice, voiceFor } from './events.ts'
import type { Request, RequestKind, RequestOf, RequestType, RoomRequest } from './frames.ts'
import { Entry } from './login.ts'
import type { Options } from './options.ts'
import { farewells, ofNobody, ownReplies, refusal, shown, UNDELIVERED } from './replies.ts'
import { askOfRoom, roomRows } from './room-requests.ts'
import { reply } from './serializer.ts'
import { askBlock, askPlace } from './user-requests.ts'

/** Between the word that a user has timed out and the end of the connection (5.1), in milliseconds. */
const LEAVING_TIME = 1000

type State = 'stranger' | 'user' | 'leaving'

type Standing = 'in' | 'out'

type Rows = {
  readonly [Kind in RequestKind]: {
    readonly allowed: Standing | 'any'
    /** Who says that it is them; it has to be the user who is logged in (3.2). */
    claims?(request: RequestOf<Kind>): string
    run(session: GhostrTextSession, request: RequestOf<Kind>): void
  }
}

const from = (request: { readonly from: string }): string => request.from
const blocker = (request: { readonly blocker: string }): string => request.blocker

/** The server’s side of one connection. */
export function serve(line: Line, options: Options): ServerSession<Request> {
  return new GhostrTextSession(line, options)
}

class GhostrTextSession implements ServerSession<Request> {
  static readonly #rows = {
    LOGON: { allowed: 'any', run: (session, { who }) => session.#logon(who) },
    AUTH: { allowed: 'out', run: (session, request) => session.#entry.auth(request) },
    MSG: { allowed: 'in', claims: from, run: (session, request) => session.#send(request) },
    BROADCAST: { allowed: 'in', claims: from, run: (session, { text }) => session.#post(text) },
    WHOELSE: { allowed: 'in', claims: from, run: (session) => session.#whoElse() },
    WHOELSESINCE: { allowed: 'in', claims: from, run: (session, it) => session.#since(it) },
    BLOCK: { allowed: 'in', claims: blocker, run: (session, it) => session.#block(it) },
    UNBLOCK: { allowed: 'in', claims: blocker, run: (session, it) => session.#block(it) },
    PRIVREQ: { allowed: 'in', claims: from, run: (session, it) => session.#findPeer(it) },
    PRIVMSG: { allowed: 'in', claims: from, run: (session, request) => session.#send(request) },
    PRIVSTOP: { allowed: 'in', claims: from, run: (session, { to }) => session.#stop(to) },
    LOGOUT: { allowed: 'in', claims: ({ who }) => who, run: (session) => session.#logout() },
    ...roomRows,
    unknown: { allowed: 'any', run: (session) => session.#complain('TYPE', ownReplies.unknown) },
    unfinished: {
      allowed: 'any',
      run: (session, { type }) => session.#complain(type, ownReplies.unfinished),
    },
  } as const satisfies Rows

  readonly #line: Line
  readonly #voice: Voice
  readonly #entry: Entry
  readonly #strict: boolean
  /** How long a user may ask for nothing, in milliseconds; 0 = for ever. */
  readonly #idleTimeout: number
  #state: State = 'stranger'
  /** Who logs in, or is logged in. */
  #name = ''
  /** What was asked last, and of whom: its answer is said with these. */
  #type: RequestType = 'LOGON'
  #to = ''
  #lastRequest = 0

  constructor(line: Line, options: Options) {
    this.#line = line
    this.#voice = voiceFor(options)
    this.#entry = new Entry(line, options, {
      write: (frame) => this.#write(frame),
      named: (name) => {
        this.#name = name
      },
      entered: (name) => this.#entered(name),
      say: (event) => this.#say(event),
      lockedOut: () => this.#close('locked-out'),
    })
    this.#strict = options.strict
    this.#idleTimeout = options.timeout * 1000
  }

  /** The server says nothing on connecting. */
  greet(): void {}

  take(request: Request): void {
    if (this.#state === 'leaving') return
    this.#lastRequest = this.#line.now
    this.#run(request)
  }

  hear(event: Event): void {
    if (this.#state === 'user') this.#say(event)
    else this.#entry.hear(event)
  }

  /** 5.1. */
  wake(now: number): void {
    if (this.#state === 'leaving') return this.#line.close('idle')
    if (this.#state !== 'user' || this.#idleTimeout === 0) return
    const due = this.#lastRequest + this.#idleTimeout
    if (now < due) return this.#line.wakeAt(due)
    this.#write(reply('TIMEOUT', this.#name))
    this.#state = 'leaving'
    this.#line.wakeAt(now + LEAVING_TIME)
    this.#line.ask({ kind: 'logout' }, () => {})
  }

  #run<Kind extends RequestKind>(request: RequestOf<Kind>): void {
    const rows: Rows = GhostrTextSession.#rows
    const row = rows[request.kind]
    const standing = this.#standing
    if (row.allowed !== standing && row.allowed !== 'any') return this.#misplaced(request.kind)
    if (row.claims === undefined || canonicalName(row.claims(request)) === this.#name) {
      row.run(this, request)
    } else this.#complain(request.kind, ownReplies.notYou)
  }

  get #standing(): Standing {
    return this.#state === 'user' ? 'in' : 'out'
  }

  /** A message that the standing does not allow (2.4). */
  #misplaced(kind: RequestKind): void {
    const error = this.#standing === 'in' ? 'already-logged-in' : 'not-logged-in'
    this.#error(kind, refusal(error, this.#name))
  }

  #logon(name: string): void {
    if (this.#state === 'user') this.#entry.refuse('already-logged-in', name)
    else this.#entry.logon(name)
  }

  #entered(name: string): void {
    this.#state = 'user'
    this.#name = name
    this.#lastRequest = this.#line.now
    if (this.#idleTimeout > 0) this.#line.wakeAt(this.#lastRequest + this.#idleTimeout)
  }

  /** 9.4, 9.11; a name with `#` is of a room (10.3). */
  #send({ kind, to, text }: RequestOf<'MSG' | 'PRIVMSG'>): void {
    this.#type = kind
    this.#to = to
    if (kind === 'MSG' && to.startsWith('#') && !this.#strict) {
      return this.#line.ask({ kind: 'broadcast', room: to, text }, this.#saidInRoom)
    }
    if (!isName(to)) return this.#refuseSent('unknown-user')
    if (kind === 'MSG') this.#line.ask({ kind: 'send', to, text }, this.#sent)
    else this.#line.ask({ kind: 'send', to, text, private: true }, this.#sent)
  }

  readonly #sent = (answer: AnswerOf<'send'>): void => {
    if (!answer.ok) this.#refuseSent(ofNobody(answer.error))
    this.#to = ''
  }

  #refuseSent(error: ErrorCode): void {
    const text = refusal(error, this.#to)
    if (error === 'blocked-by-user') {
      this.#write(reply('BLOCK', this.#name, this.#to, '0', text))
    } else if (error === 'unknown-user') this.#writeAll(this.#voice.notice(this.#name, text))
    else this.#error(this.#type, text)
  }

  /** 9.5, 9.9. */
  #post(text: string): void {
    this.#line.ask({ kind: 'broadcast', text }, this.#posted)
  }

  readonly #posted = (answer: AnswerOf<'broadcast'>): void => this.#reached('BROADCAST', answer)
  readonly #saidInRoom = (answer: AnswerOf<'broadcast'>): void => this.#reached('MSG', answer)

  #reached(type: 'BROADCAST' | 'MSG', answer: AnswerOf<'broadcast'>): void {
    if (!answer.ok) return this.#error(type, refusal(answer.error, ''))
    const { blocker } = answer.value
    if (blocker !== undefined) this.#write(reply('BLOCK', this.#name, blocker, '0', UNDELIVERED))
  }

  /** Section 10. */
  ofRoom(request: RoomRequest): void {
    askOfRoom(this.#line, request, {
      name: this.#name,
      write: (frame) => this.#write(frame),
      list: (fields, names) => this.#writeAll(this.#voice.list(fields, names)),
      refuse: (type, text) => this.#error(type, text),
    })
  }

  /** 9.6. */
  #whoElse(): void {
    this.#line.ask({ kind: 'list' }, (answer) => {
      if (answer.ok) this.#names(answer.value)
      else this.#error('WHOELSE', refusal(answer.error, ''))
    })
  }

  /** 9.7: who is online has been so within that time; the original asks who has come in it. */
  #since({ seconds }: RequestOf<'WHOELSESINCE'>): void {
    if (seconds === undefined) return this.#names([])
    const from = this.#line.now - seconds * 1000
    this.#line.ask({ kind: 'list' }, (answer) => {
      if (!answer.ok) return this.#error('WHOELSESINCE', refusal(answer.error, ''))
      const hasCome = ({ since }: Present) => since >= from
      this.#names(this.#strict ? answer.value.filter(hasCome) : answer.value)
    })
  }

  #names(present: readonly Present[]): void {
    const others = present.map(({ name }) => name).filter((name) => name !== this.#name)
    this.#writeAll(this.#voice.names(this.#name, others))
  }

  /** 9.8. */
  #block(request: RequestOf<'BLOCK' | 'UNBLOCK'>): void {
    askBlock(this.#line, request, this.#name, (frame) => this.#write(frame))
  }

  /** 9.10. */
  #findPeer({ to }: RequestOf<'PRIVREQ'>): void {
    askPlace(this.#line, to, this.#name, (frame) => this.#write(frame))
  }

  /** 9.11. */
  #stop(name: string): void {
    this.#write(reply('PRIVSTOP', shown(name), this.#name, '1'))
  }

  /** 9.12. */
  #logout(): void {
    this.#line.ask({ kind: 'logout' }, () => {
      this.#write(reply('LOGOUT', this.#name))
      this.#close('logout')
    })
  }

  #close(reason: CloseReason): void {
    this.#state = 'leaving'
    this.#line.close(reason)
  }

  #say(event: Event): void {
    switch (event.kind) {
      case 'notice':
        return this.#inform(event.text)
      case 'farewell':
        return this.#inform(farewells[event.reason])
      case 'edited':
      case 'removed':
      case 'entered':
      case 'departed':
      case 'topic':
        return this.#strict ? undefined : this.#writeAll(this.#voice.heard(event))
      default:
        return this.#writeAll(this.#voice.heard(event))
    }
  }

  /** 4.1. */
  #inform(text: string | undefined): void {
    if (text !== undefined && !this.#strict) this.#writeAll(this.#voice.notice(this.#name, text))
  }

  /** What only Parley says (4.2). */
  #complain(of: string, text: string): void {
    if (!this.#strict) this.#error(of, text)
  }

  #error(of: string, text: string): void {
    this.#write(reply('ERROR', of, text))
  }

  /** An answer that comes after the user has timed out is not said any more. */
  #write(frame: string): void {
    if (this.#state !== 'leaving') this.#line.write(frame)
  }

  #writeAll(frames: readonly string[]): void {
    for (const frame of frames) this.#write(frame)
  }
}
