import {
  type AnswerOf,
  type CommandOf,
  type ErrorCode,
  type Event,
  isName,
  type Line,
  MAX_NAME,
  type ServerSession,
} from '@parley/contract'
import type { Wording } from './events.ts'
import { type FormerVoice, voicesFor } from './former.ts'
import {
  type FormerRequest,
  news,
  type Request,
  type RequestKind,
  type RequestOf,
} from './frames.ts'
import { askHistory, HistoryReplay } from './history.ts'
import { formerUsername, username } from './names.ts'
import type { Options } from './options.ts'
import { FORMER_STRANGER, farewells, help, informs, ownReplies, replies } from './replies.ts'
import { type Answers, askOfRoom, ofRoomRows, type RoomRequest } from './room-commands.ts'
import type { Said } from './serializer.ts'

/** Time to close or to log in again after a logout (3.5), in milliseconds. */
const LEAVING_TIME = 2000

const LINE_FEED = 10

/** `leaving`: logged out, not yet closed. */
type State = 'stranger' | 'user' | 'leaving'

type LoginState = 'in' | 'out'

type Rows = {
  readonly [Kind in RequestKind]: {
    /** The state in which it is allowed; otherwise it is refused (3.4, 3.10). */
    readonly allowed: LoginState | 'any'
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
    names: { allowed: 'in', run: (session, { room }) => session.#names(room) },
    unknown: { allowed: 'in', run: (session) => session.#complain(ownReplies.unknown) },
    malformed: { allowed: 'any', run: (session) => session.#complain(ownReplies.malformed) },
    help: { allowed: 'any', run: (session) => session.#help() },
    whisper: { allowed: 'in', run: (session, request) => session.#whisper(request) },
    block: { allowed: 'in', run: (session, { name }) => session.#block('block', name) },
    unblock: { allowed: 'in', run: (session, { name }) => session.#block('unblock', name) },
    history: { allowed: 'in', run: (session, { room }) => session.#historyAgain(room) },
    speak: { allowed: 'in', run: (session, request) => session.#speak(request) },
    ...ofRoomRows((session: KtnSession, request) => session.#ofRoom(request)),
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
  /** The text for everyone if the name at its start is unknown (6.1). */
  #whole = ''
  /** Until all of the history is sent. */
  #replay: HistoryReplay | undefined

  constructor(line: Line, options: Options) {
    this.#line = line
    this.#options = options
    this.#voice = voicesFor(options).usual
    this.#ending = options.terminator === 'lf' ? 'ended' : 'bare'
    if (options.terminator === 'auto') this.seal = (frame) => this.#sealed(frame)
  }

  /** No greeting. */
  greet(): void {}

  take(request: Request): void {
    this.#run(request)
  }

  hear(event: Event): void {
    if (event.kind === 'farewell') {
      this.#replay?.sendAll()
      const words = farewells[event.reason]
      if (words !== undefined && !this.#options.strict) this.#inform(words)
    } else if (this.#options.strict && news.has(event.kind)) return
    else if (this.#replay !== undefined) this.#replay.hold(event)
    else this.#write(this.#voice.heard(event))
  }

  /** 3.5: the time to leave is over. 4.1: the next message of the history is due. */
  wake(): void {
    if (this.#state === 'leaving') this.#line.close('logout')
    else this.#replay?.sendNext()
  }

  #run<Kind extends RequestKind>(request: RequestOf<Kind>): void {
    const rows: Rows = KtnSession.#rows
    const row = rows[request.kind]
    const state = this.#state === 'user' ? 'in' : 'out'
    if (row.allowed === state || row.allowed === 'any') row.run(this, request)
    else this.#misplaced(request.kind, state)
  }

  #misplaced(kind: RequestKind, state: LoginState): void {
    if (state === 'in') return this.#refuseLogin(this.#name, 'already-logged-in')
    if (this.#former === undefined) return this.#refuse('not-logged-in')
    if (kind === 'logout') this.#write(this.#former.logoutRefused())
    else this.#complain(FORMER_STRANGER)
  }

  /** 2.3: writes that form from now on. */
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

  /** 3.1 to 3.3; cancels the close after a logout. */
  #login(name: string): void {
    this.#state = 'stranger'
    const form = this.#former === undefined ? username : formerUsername
    if (!form.test(name)) return this.#refuseLogin(name.slice(0, MAX_NAME), 'name-invalid')
    this.#line.ask({ kind: 'login', name, cap: 0 }, (answer) => {
      if (!answer.ok) return this.#refuseLogin(name, answer.error)
      this.#name = answer.value.name
      if (this.#former === undefined) this.#inform(informs.loggedIn)
      this.#state = 'user'
      this.#arrive()
    })
  }

  /** Sends the history (4.1), and holds live events until then. */
  #arrive(): void {
    const replay = new HistoryReplay(this.#line, this.#options.pace, {
      hear: (event) => this.#write(this.#voice.heard(event)),
      over: () => {
        this.#replay = undefined
      },
    })
    this.#replay = replay
    askHistory(this.#line, this.#options, undefined, (answer) => {
      if (this.#replay !== replay) return
      const messages = answer.ok ? answer.value : []
      const past =
        this.#former?.loggedIn(this.#name, messages) ??
        this.#voice.history(this.#line.now, messages)
      replay.begin(past[this.#ending], messages.at(-1)?.number ?? 0)
    })
  }

  #refuseLogin(name: string, error: ErrorCode): void {
    if (this.#former === undefined) this.#refuse(error)
    else this.#write(this.#former.loginRefused(name, error))
  }

  /** 3.5. */
  #logout(): void {
    this.#line.ask({ kind: 'logout' }, (answer) => {
      if (!answer.ok) return this.#refuse(answer.error)
      if (this.#former === undefined) this.#inform(informs.loggedOut)
      else this.#write(this.#former.loggedOut(this.#name))
      this.#state = 'leaving'
      this.#replay = undefined
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
    this.#replay?.sendAll()
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

  /** 6.7: what is meant for a room that there is is never said to everyone. */
  #speak({ room, text, whole }: RequestOf<'speak'>): void {
    this.#line.ask({ kind: 'broadcast', room, text }, (answer) => {
      if (!answer.ok && answer.error === 'no-such-room') this.#broadcast(whole)
      else this.#posted(answer)
    })
  }

  /** 6.6, 6.8, 6.9. */
  #ofRoom(request: RoomRequest): void {
    askOfRoom(this.#line, request, this.#answers)
  }

  /** 3.7, and of a room 6.7. */
  #names(room: string | undefined): void {
    this.#line.ask({ kind: 'list', room }, (answer) => {
      if (!answer.ok) return this.#refuse(answer.error)
      const names = answer.value.map(({ name }) => name)
      this.#answers.list(names, room === undefined ? '' : `${informs.members}${room}: `, room)
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

  /** 6.3, and of a room 6.7. */
  #historyAgain(room: string | undefined): void {
    askHistory(this.#line, this.#options, room, (answer) => {
      if (!answer.ok) return this.#refuse(answer.error)
      this.#replay?.sendAll()
      const history = this.#voice.history(this.#line.now, answer.value)
      if (history.bare.length > 0) this.#write(history)
      else this.#answers.inform(informs.noHistory, room)
    })
  }

  #refuse(error: ErrorCode): void {
    this.#complain(replies[error])
  }

  #complain(text: string): void {
    this.#write(this.#voice.error(this.#line.now, text))
  }

  readonly #answers: Answers = {
    inform: (text, room) => this.#write(this.#voice.info(this.#line.now, text, room)),
    list: (names, opening, room) => {
      this.#write(this.#voice.names(this.#line.now, names, opening, room))
    },
    complain: (text) => this.#complain(text),
  }

  #inform(text: string): void {
    this.#write(this.#voice.info(this.#line.now, text))
  }

  #write(said: Said): void {
    for (const frame of said[this.#ending]) this.#line.write(frame)
  }
}
