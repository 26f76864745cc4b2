import {
  type AnswerOf,
  type CommandOf,
  type ErrorCode,
  type Event,
  isName,
  type Line,
  type PublicMessage,
  type ServerSession,
} from '@parley/contract'
import type { Request, RequestKind, RequestOf } from './frames.ts'
import type { Options } from './options.ts'
import { farewells, help, informs, ownReplies, replies } from './replies.ts'
import { type Heard, type Said, Voice } from './serializer.ts'

/** Names that may log in through this dialect (3.2); narrower than the contract's. */
const username = /^[A-Za-z0-9]{1,64}$/

/** A user who has logged out has so long to close, or to log in again (3.5), in milliseconds. */
const LEAVING_TIME = 2000

/** So much is held, in characters, for who waits for the history; past it, it is given up. */
export const MOST_HELD = 256 * 1024
/** What an event weighs besides its text. */
const EVENT_WEIGHT = 100

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

const voices = new WeakMap<Options, Voice>()

/** The connections of one listener have one `Options` and so one voice. */
function voiceFor(options: Options): Voice {
  const voice = voices.get(options) ?? new Voice(options)
  voices.set(options, voice)
  return voice
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
    'line-end': { allowed: 'any', run: (session) => session.#sawLineEnd() },
  } as const satisfies Rows

  /** Only with `terminator: auto`: what it decides is not known before the moment of writing. */
  readonly seal?: (frame: string) => string
  readonly #line: Line
  readonly #options: Options
  readonly #voice: Voice
  #state: State = 'stranger'
  #ending: keyof Said
  /** What is said to everyone if nobody has the name that it begins with (6.1). */
  #whole = ''
  #held: Heard[] | undefined
  #heldWeight = 0
  /** Of the history, what is still to be told, the next last; and the number of its last message. */
  #past: string[] = []
  #told = 0

  constructor(line: Line, options: Options) {
    this.#line = line
    this.#options = options
    this.#voice = voiceFor(options)
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
    else this.#refuse(standing === 'in' ? 'already-logged-in' : 'not-logged-in')
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
    if (!username.test(name)) return this.#refuse('name-invalid')
    this.#line.ask({ kind: 'login', name, cap: 0 }, (answer) => {
      if (!answer.ok) return this.#refuse(answer.error)
      this.#inform(informs.loggedIn)
      this.#state = 'arriving'
      this.#past = []
      this.#forgetHeld()
      this.#askHistory((messages) => this.#arrive(messages))
    })
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
    this.#past = this.#voice.history(this.#line.now, messages)[this.#ending].toReversed()
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
    this.#held ??= []
    this.#held.push(event)
    this.#heldWeight += EVENT_WEIGHT + ('text' in event ? event.text.length : 0)
    if (this.#heldWeight > MOST_HELD) this.#tellAll()
  }

  /** Live traffic begins with what was held of it, less the messages that were told. */
  #release(): void {
    if (this.#state !== 'arriving') return
    this.#state = 'user'
    for (const event of this.#forgetHeld()) {
      if (event.kind !== 'public' || event.number > this.#told) {
        this.#write(this.#voice.heard(event))
      }
    }
  }

  #forgetHeld(): readonly Heard[] {
    const held = this.#held ?? []
    this.#held = undefined
    this.#heldWeight = 0
    return held
  }

  /** 3.5. */
  #logout(): void {
    this.#line.ask({ kind: 'logout' }, (answer) => {
      if (!answer.ok) return this.#refuse(answer.error)
      this.#inform(informs.loggedOut)
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
