import {
  type AnswerOf,
  type CommandOf,
  type ErrorCode,
  type Event,
  isName,
  type Line,
  MAX_NAME,
  type PublicMessage,
  type ServerSession,
} from '@parley/contract'
import { type FormerVoice, voicesFor } from './former.ts'
import type { FormerRequest, Request, RequestKind, RequestOf } from './frames.ts'
import { Held } from './held.ts'
import type { Options } from './options.ts'
import { FORMER_STRANGER, farewells, help, informs, ownReplies, replies } from './replies.ts'
import type { Heard, Said, Wording } from './serializer.ts'

/** Names that may log in through this dialect (3.2); narrower than the contract's. */
const username = /^[A-Za-z0-9]{1,64}$/

/** The same in the form of 2013 and 2014 (2.3). */
const formerUsername = /^[A-Za-z0-9_]{1,64}$/

/** A user who has logged out has so long to close, or to log in again (3.5), in milliseconds. */
const LEAVING_TIME = 2000

const LINE_FEED = 10

/** `arriving`: logged in, and not yet told all of the history. `leaving`: logged out, not yet closed. */
type State = 'stranger' | 'arriving' | 'user' | 'leaving'

type Standing = 'in' | 'out'

const standings = {
  stranger: 'out',
  arriving: 'in',
  user: 'in',
  leaving: 'out',
} as const satisfies Record<State, Standing>

type Rows = {
  readonly [Kind in RequestKind]: {
    /** The standing in which it is allowed; in the other one it is refused (3.4, 3.10). */
    readonly allowed: Standing | 'any'
    run(session: KtnSession, request: RequestOf<Kind>): void
  }
}

/** The server's side of one connection. */
export function serve(line: Line, options: Options): ServerSession<Request> {
  return new KtnSession(line, options)
}

class KtnSession implements ServerSession<Request> {
  static readonly #rows = {
    login: { allowed: 'out', run: (session, { name }) => session.#login(name) },
    logout: { allowed: 'in', run: (session) => session.#logout() },
    msg: { allowed: 'in', run: (session, { text }) => session.#broadcast(text) },
    names: { allowed: 'in', run: (session) => session.#names() },
    unknown: { allowed: 'in', run: (session) => session.#complain(ownReplies.unknown) },
    malformed: { allowed: 'any', run: (session) => session.#complain(ownReplies.malformed) },
    help: { allowed: 'any', run: (session) => session.#help() },
    whisper: { allowed: 'in', run: (session, request) => session.#whisper(request) },
    block: { allowed: 'in', run: (session, { name }) => session.#block('block', name) },
    unblock: { allowed: 'in', run: (session, { name }) => session.#block('unblock', name) },
    history: { allowed: 'in', run: (session) => session.#historyAgain() },
    former: { allowed: 'any', run: (session, { request }) => session.#speakFormer(request) },
    'line-end': { allowed: 'any', run: (session) => session.#sawLineEnd() },
  } as const satisfies Rows

  /** Only with `terminator: auto`: what it decides is not known before the moment of writing. */
  readonly seal?: (frame: string) => string
  readonly #line: Line
  readonly #options: Options
  #voice: Wording
  /** Set once the peer has used the form of 2013 and 2014 (2.3). */
  #former: FormerVoice | undefined
  #name = ''
  #state: State = 'stranger'
  #ending: keyof Said
  /** What is said to everyone if nobody has the name that it begins with (6.1). */
  #whole = ''
  #held: Held | undefined
  /** Of the history, what is still to be told, the next last; and the number of its last message. */
  #past: string[] = []
  #told = 0

  constructor(line: Line, options: Options) {
    this.#line = line
    this.#options = options
    this.#voice = voicesFor(options).usual
    this.#ending = options.terminator === 'lf' ? 'ended' : 'bare'
    if (options.terminator === 'auto') this.seal = (frame) => this.#sealed(frame)
  }

  /** The server says nothing on connecting. */
  greet(): void {}

  take(request: Request): void {
    this.#run(request)
  }

  hear(event: Event): void {
    if (event.kind === 'farewell') {
      this.#tellAll()
      const words = farewells[event.reason]
      if (words !== undefined && !this.#options.strict) this.#inform(words)
    } else if (this.#options.strict && isNews(event)) return
    else if (this.#state === 'arriving') this.#hold(event)
    else this.#write(this.#voice.heard(event))
  }

  /** 3.5: the time to leave is over. 4.1: the next message of the history is due. */
  wake(): void {
    if (this.#state === 'leaving') this.#line.close('logout')
    else if (this.#state === 'arriving') this.#tellPast()
  }

  #run<Kind extends RequestKind>(request: RequestOf<Kind>): void {
    const rows: Rows = KtnSession.#rows
    const row = rows[request.kind]
    const standing = standings[this.#state]
    if (row.allowed === standing || row.allowed === 'any') row.run(this, request)
    else this.#misplaced(request.kind, standing)
  }

  #misplaced(kind: RequestKind, standing: Standing): void {
    if (standing === 'in') return this.#refuseLogin(this.#name, 'already-logged-in')
    if (this.#former === undefined) return this.#refuse('not-logged-in')
    if (kind === 'logout') this.#write(this.#former.logoutRefused())
    else this.#complain(FORMER_STRANGER)
  }

  /** 2.3: from now on the peer is answered in that form. */
  #speakFormer(request: FormerRequest): void {
    this.#former = voicesFor(this.#options).former
    this.#voice = this.#former
    this.#run(request)
  }

  /** 1.4. */
  #sawLineEnd(): void {
    if (this.#options.terminator === 'auto') this.#ending = 'ended'
  }

  #sealed(frame: string): string {
    const isEnded = frame.charCodeAt(frame.length - 1) === LINE_FEED
    return this.#ending === 'bare' || isEnded ? frame : `${frame}\n`
  }

  /** 3.1 to 3.3; whoever was about to be closed stays. */
  #login(name: string): void {
    this.#state = 'stranger'
    const form = this.#former === undefined ? username : formerUsername
    if (!form.test(name)) return this.#refuseLogin(name.slice(0, MAX_NAME), 'name-invalid')
    this.#line.ask({ kind: 'login', name, cap: 0 }, (answer) => {
      if (!answer.ok) return this.#refuseLogin(name, answer.error)
      this.#name = answer.value.name
      if (this.#former === undefined) this.#inform(informs.loggedIn)
      this.#state = 'arriving'
      this.#past = []
      this.#held = undefined
      this.#askHistory((messages) => this.#arrive(messages))
    })
  }

  #refuseLogin(name: string, error: ErrorCode): void {
    if (this.#former === undefined) this.#refuse(error)
    else this.#write(this.#former.loginRefused(name, error))
  }

  /** The last messages (4.3); none where they could not be had, which is no error to the peer. */
  #askHistory(then: (messages: readonly PublicMessage[]) => void): void {
    const { history, historySize, strict } = this.#options
    if (historySize === 0 || (history === 'none' && !strict)) return then([])
    this.#line.ask({ kind: 'history', last: historySize }, (answer) => {
      then(answer.ok ? answer.value : [])
    })
  }

  #arrive(messages: readonly PublicMessage[]): void {
    if (this.#state !== 'arriving') return
    this.#told = messages.at(-1)?.number ?? 0
    const past =
      this.#former?.loggedIn(this.#name, messages) ?? this.#voice.history(this.#line.now, messages)
    this.#past = past[this.#ending].toReversed()
    if (this.#options.pace === 0) this.#tellAll()
    else this.#tellPast()
  }

  /**
   * A message of the history at a time, so that what is asked meanwhile is answered at once and not
   * behind all of them.
   */
  #tellPast(): void {
    const frame = this.#past.pop()
    if (frame !== undefined) this.#line.write(frame)
    if (this.#past.length > 0) this.#line.wakeAt(this.#line.now + this.#options.pace)
    else this.#release()
  }

  /** What is still to be told goes out before what is said next. */
  #tellAll(): void {
    if (this.#state !== 'arriving') return
    for (const frame of this.#past.splice(0).reverse()) this.#line.write(frame)
    this.#release()
  }

  #hold(event: Heard): void {
    this.#held ??= new Held()
    if (!this.#held.add(event)) this.#tellAll()
  }

  /** Live traffic begins with what was held of it, less the messages that were told. */
  #release(): void {
    if (this.#state !== 'arriving') return
    this.#state = 'user'
    const held = this.#held?.take() ?? []
    this.#held = undefined
    for (const event of held) {
      if (event.kind !== 'public' || event.number > this.#told) {
        this.#write(this.#voice.heard(event))
      }
    }
  }

  /** 3.5. */
  #logout(): void {
    this.#line.ask({ kind: 'logout' }, (answer) => {
      if (!answer.ok) return this.#refuse(answer.error)
      if (this.#former === undefined) this.#inform(informs.loggedOut)
      else this.#write(this.#former.loggedOut(this.#name))
      this.#state = 'leaving'
      this.#line.wakeAt(this.#line.now + LEAVING_TIME)
    })
  }

  /** 3.6, 3.11. */
  #broadcast(text: string): void {
    if (text === '') return this.#complain(ownReplies.empty)
    this.#line.ask({ kind: 'broadcast', text }, this.#posted)
  }

  /** The author's own copy (3.6). */
  readonly #posted = (answer: AnswerOf<'broadcast'>): void => {
    this.#tellAll()
    if (answer.ok) this.#write(this.#voice.heard(answer.value.message))
    else this.#refuse(answer.error)
  }

  /** 6.1. */
  #whisper({ to, text, whole }: RequestOf<'whisper'>): void {
    this.#whole = whole
    this.#line.ask({ kind: 'send', to, text }, this.#sent)
  }

  readonly #sent = (answer: AnswerOf<'send'>): void => {
    const whole = this.#whole
    this.#whole = ''
    if (answer.ok) this.#inform(informs.sent + answer.value.to)
    else if (answer.error === 'unknown-user') this.#broadcast(whole)
    else this.#refuse(answer.error)
  }

  /** 3.7. */
  #names(): void {
    this.#line.ask({ kind: 'list' }, (answer) => {
      if (answer.ok) this.#write(this.#voice.names(this.#line.now, answer.value))
      else this.#refuse(answer.error)
    })
  }

  /** 3.9. */
  #help(): void {
    this.#inform(this.#options.strict ? help.original : help.extended)
  }

  /** 6.2. */
  #block(kind: 'block' | 'unblock', name: string): void {
    if (!isName(name)) return this.#refuse('unknown-user')
    const words = kind === 'block' ? informs.blocked : informs.unblocked
    const command: CommandOf<'block' | 'unblock'> = { kind, name }
    this.#line.ask(command, (answer) => {
      if (answer.ok) this.#inform(words + answer.value.name)
      else this.#refuse(answer.error)
    })
  }

  /** 6.3. */
  #historyAgain(): void {
    this.#askHistory((messages) => {
      this.#tellAll()
      const history = this.#voice.history(this.#line.now, messages)
      if (history.bare.length > 0) this.#write(history)
      else this.#inform(informs.noHistory)
    })
  }

  #refuse(error: ErrorCode): void {
    this.#complain(replies[error])
  }

  #complain(text: string): void {
    this.#write(this.#voice.error(this.#line.now, text))
  }

  #inform(text: string): void {
    this.#write(this.#voice.info(this.#line.now, text))
  }

  #write(said: Said): void {
    for (const frame of said[this.#ending]) this.#line.write(frame)
  }
}

/** What the original has no words for. */
function isNews({ kind }: Event): boolean {
  return kind === 'edited' || kind === 'removed'
}
