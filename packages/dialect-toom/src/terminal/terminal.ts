/**
 * What a person types and reads, section 7. One request is under way at a time (1.5).
 *
 *     greeting --banner--> name --> password --> login --LOGIN-A--> ready <--> command, file
 *                           ^          ^           |                  |
 *                           +-LOGIN-N--+--LOGIN-F--+                  +--OUT--> goodbye --> over
 */
import type { CallNews, TerminalLine, TerminalSession, TerminalSide } from '@parley/contract'
import { AnswerTimeouts, texts } from '@parley/line-terminal'
import type { Reply } from '../frames.ts'
import { MOST_PICKLE, type Options } from '../options.ts'
import { loginWords, words } from '../replies.ts'
import { pickle } from '../serializer.ts'
import { help, phrases } from './input.ts'
import { Output } from './output.ts'
import { RequestPacer } from './request-pacer.ts'
import { type State, waiting } from './state.ts'
import { Uploads } from './uploads.ts'

/** 7.4. */
const PROMPT = 'Enter one of the following commands (MSG, DLT, EDT, RDM, ATU, OUT, UPD): '

/** Timeout for a reply, in milliseconds. */
const REPLY_TIMEOUT = 10_000

/** Timeout for all outstanding replies once the person leaves, in milliseconds. */
const LEAVE_TIMEOUT = 5000

const NEVER = Number.POSITIVE_INFINITY

const types: ReadonlySet<string> = new Set(['MSG', 'DLT', 'EDT', 'RDM', 'ATU', 'OUT'])

export const terminal: TerminalSide<Reply, Options> = {
  help,
  phrases,
  open: (line, options) => new ToomTerminal(line, options),
}

class ToomTerminal implements TerminalSession<Reply> {
  readonly #line: TerminalLine
  readonly #pacer: RequestPacer
  readonly #uploads: Uploads
  readonly #output: Output
  #state: State = 'greeting'
  #name = ''
  #isRefused = false
  /** The last login got no reply. */
  #isUnanswered = false
  /** The type of the last request; `other`: an unknown one. */
  #type = 'other'
  readonly #timeouts = new AnswerTimeouts<string>()
  /** When the current wait times out; never before its request is written. */
  #due = NEVER
  /** When the program ends at the latest; never while the person stays. */
  #leaveBy = NEVER

  constructor(line: TerminalLine, { pace }: Options) {
    this.#line = line
    this.#pacer = new RequestPacer((frame) => line.write(frame), pace)
    this.#uploads = new Uploads(line)
    this.#output = new Output(line)
  }

  /** The server speaks first (2.1). */
  connected(): void {
    this.#await('greeting')
  }

  typed(line: string): void {
    if (this.#state === 'name') this.#askPassword(line)
    else if (this.#state === 'password') this.#login(line)
    else if (this.#state === 'ready') this.#command(line)
  }

  take(reply: Reply): void {
    if (reply.kind === 'nonsense') return this.#takeNonsense(reply.text)
    const { type, body } = reply
    switch (this.#state) {
      case 'greeting':
        return this.#askName()
      case 'login':
        return body === words.banner ? undefined : this.#judged(type, body)
      case 'name':
      case 'password':
        return body === words.banner ? undefined : this.#output.notUnderstood(`${type} ${body}`)
      case 'ready':
      case 'file':
        return this.#showReply(type, body)
      case 'command':
      case 'goodbye':
        this.#timeouts.answered(this.#type)
        this.#showReply(type, body)
        return this.#settled()
      case 'over':
        return
    }
  }

  closed(): void {
    if (this.#state === 'over') return
    if (this.#state === 'goodbye') return this.#end(0)
    this.#line.show(texts.closed, 'failure')
    this.#end(1)
  }

  leave(): void {
    if (this.#leaveBy !== NEVER) return
    this.#leaveBy = this.#line.now + LEAVE_TIMEOUT
    switch (this.#state) {
      case 'greeting':
      case 'name':
      case 'password':
        if (this.#isUnanswered) this.#output.unanswered('failure')
        return this.#end(!this.#isRefused && !this.#isUnanswered ? 0 : 1)
      case 'ready':
        return this.#next()
      case 'login':
      case 'command':
      case 'file':
      case 'goodbye':
        return this.#flush()
      case 'over':
        return
    }
  }

  called(news: CallNews): void {
    if (this.#state === 'over') return
    this.#uploads.heard(news)
    if (this.#state === 'file' && this.#uploads.underWay === 0) this.#next()
  }

  wake(now: number): void {
    if (this.#state === 'over') return
    if (now >= this.#leaveBy) this.#breakOff()
    else if (now >= this.#due) this.#unanswered()
    else this.#flush()
  }

  #askName(): void {
    if (this.#leaveBy !== NEVER) return this.#end(1)
    this.#rest('name')
    this.#line.prompt('Username: ')
  }

  #askPassword(name: string): void {
    if (this.#leaveBy !== NEVER) return this.#end(1)
    this.#name = name
    this.#rest('password')
    this.#line.prompt('Password: ', 'secret')
  }

  /** 7.2. A name with a space would be another name with another password. */
  #login(password: string): void {
    if (this.#name === '' || this.#name.includes(' ')) return this.#judged('LOGIN-N', '')
    const frame = pickle('LOGIN', `${this.#name} ${password}`)
    if (this.#fits(frame)) this.#await('login', frame)
    else this.#askName()
  }

  #judged(type: string, body: string): void {
    this.#isUnanswered = false
    if (type === 'LOGIN-A') return this.#loggedIn()
    this.#isRefused = true
    const text = loginWords.get(type)
    if (text === undefined) this.#output.notUnderstood(`${type} ${body}`)
    else this.#line.show(text, 'trouble')
    if (type === 'LOGIN-B' || type === 'LOGIN-BB') this.#end(1)
    else if (type === 'LOGIN-F') this.#askPassword(this.#name)
    else this.#askName()
  }

  /** 2.3: the port has no reply. */
  #loggedIn(): void {
    const { port } = this.#line
    this.#rest('ready')
    if (port !== undefined) this.#pacer.add(pickle('UDP_PORT', port))
    this.#flush()
    this.#output.welcome(this.#name)
    this.#next()
  }

  /** 3: the first word, and the rest after one space. */
  #command(typed: string): void {
    const blank = typed.indexOf(' ')
    const type = blank < 0 ? typed : typed.slice(0, blank)
    if (type === 'UPD') return this.#upload(typed)
    const frame = pickle(type, blank < 0 ? '' : typed.slice(blank + 1))
    if (!this.#fits(frame)) return this.#next()
    this.#type = types.has(type) ? type : 'other'
    this.#await(type === 'OUT' ? 'goodbye' : 'command', frame)
  }

  /** The host may report the result from within the call. */
  #upload(typed: string): void {
    this.#await('file')
    const isBegun = this.#uploads.begin(typed, this.#name)
    if (!isBegun && this.#state === 'file') this.#next()
  }

  /** 1.1. */
  #fits(frame: Uint8Array): boolean {
    const over = frame.length - MOST_PICKLE
    if (over > 0) this.#line.show(`That is too long to be sent, by ${over} bytes.`, 'trouble')
    return over <= 0
  }

  #showReply(type: string, body: string): void {
    this.#uploads.learn(type, this.#output.reply(type, body))
  }

  #takeNonsense(text: string): void {
    if (this.#state === 'over') return
    this.#output.notUnderstood(text)
    this.#settled()
  }

  #unanswered(): void {
    if (this.#state === 'file') return this.#next()
    this.#output.unanswered('trouble')
    if (this.#state === 'command') {
      this.#timeouts.passed(this.#type)
      this.#timeouts.count(1)
    }
    if (this.#state !== 'login') return this.#settled()
    this.#isUnanswered = true
    this.#rest('greeting')
    this.#line.reconnect()
  }

  /** The wait is over, with or without a reply. */
  #settled(): void {
    if (this.#state === 'goodbye') this.#end(0)
    else if (this.#state === 'command') this.#next()
    else if (this.#state === 'greeting' || this.#state === 'login') this.#askName()
  }

  /** The next command, or OUT once the person leaves. The host may call `typed` in `prompt`. */
  #next(): void {
    if (this.#leaveBy !== NEVER) {
      if (this.#uploads.underWay > 0) return this.#await('file')
      return this.#await('goodbye', pickle('OUT', ''))
    }
    this.#rest('ready')
    this.#line.prompt(PROMPT)
  }

  #rest(state: State): void {
    this.#state = state
    this.#due = NEVER
  }

  #await(state: State, frame?: Uint8Array): void {
    this.#rest(state)
    if (frame !== undefined) this.#pacer.add(frame)
    this.#flush()
  }

  #flush(): void {
    const { now } = this.#line
    const writeAt = this.#pacer.flush(now)
    const isAsked = writeAt === NEVER && waiting.has(this.#state)
    if (isAsked && this.#due === NEVER) this.#due = now + this.#timeout()
    const wakeAt = Math.min(writeAt, this.#due, this.#leaveBy)
    if (wakeAt !== NEVER) this.#line.wakeAt(wakeAt)
  }

  #timeout(): number {
    return this.#state === 'command' ? this.#timeouts.of(this.#type, REPLY_TIMEOUT) : REPLY_TIMEOUT
  }

  /** Sends OUT even now, if logged in. */
  #breakOff(): void {
    if (this.#state === 'login') {
      this.#output.unanswered('failure')
      return this.#end(1)
    }
    if (this.#uploads.underWay > 0) this.#line.show('A file may not have arrived whole.', 'trouble')
    if (this.#state === 'command') this.#timeouts.count(1)
    if (this.#state !== 'goodbye') this.#pacer.add(pickle('OUT', ''))
    this.#pacer.empty()
    this.#end(0)
  }

  #end(status: 0 | 1): void {
    this.#state = 'over'
    this.#timeouts.end(this.#line, status)
  }
}
