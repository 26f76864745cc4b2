/**
 * What a person types and reads, section 7; the client's session is behind it.
 *
 *     naming --name--> entering --password--> asked --SUCCESS--> in --logout--> parting
 *       ^                 ^                     |
 *       |                 +-- INVALID_PASSWORD -+
 *       +------- a refusal that is not final ---+
 */
import {
  AnswerTimeouts,
  type CallNews,
  type ClientLine,
  type Report,
  type TerminalLine,
  type TerminalSession,
  type TerminalSide,
} from '@parley/contract'
import { GhostrClient } from '../client.ts'
import type { Reply } from '../frames.ts'
import type { Options } from '../options.ts'
import { object } from '../serializer.ts'
import { Commands } from './commands.ts'
import { help, phrases, type Verb } from './input.ts'
import { LoginDialog } from './login-dialog.ts'
import { notUnderstood, presenceText, said, texts } from './texts.ts'

const NEVER = Number.POSITIVE_INFINITY

/**
 * How long is waited, in milliseconds: for an answer, before the next line is taken; at the end for
 * all that is outstanding; and for the answer to `logout`, which a server may not give.
 */
const timeouts = { answer: 10_000, last: 5000, goodbye: 1000 } as const

const LOGOUT = object({ action: 'logout' })

export const terminal: TerminalSide<Reply, Options> = {
  help,
  phrases,
  open: (line, options) => new GhostrTerminal(line, options),
}

class GhostrTerminal implements TerminalSession<Reply> {
  readonly #line: TerminalLine
  readonly #options: Options
  #client: GhostrClient | undefined
  readonly #login: LoginDialog
  #standing: 'login' | 'in' | 'parting' | 'over' = 'login'
  #stay: 'here' | 'leaving' = 'here'
  #input: 'owed' | 'prompted' = 'owed'
  #commands: Commands | undefined
  /** Until then what is outstanding is waited for. */
  #until = NEVER
  /** No line is taken before, so that no two objects of a chat come in one segment (1.1). */
  #notBefore = 0
  #clientAt = NEVER
  /** What was typed last. */
  #verb: Verb | undefined
  readonly #timeouts = new AnswerTimeouts<Verb | undefined>()

  constructor(line: TerminalLine, options: Options) {
    this.#line = line
    this.#options = options
    this.#login = new LoginDialog(line, {
      login: (name, password) => this.#askLogin(name, password),
      waitUntil: (time) => {
        this.#until = time
      },
      fail: (text) => this.#end(1, text),
    })
  }

  connected(): void {
    this.#client = new GhostrClient(this.#clientLine(), this.#options)
    this.#client.begin()
    if (this.#standing === 'login') this.#login.connected()
    this.#settle()
  }

  typed(line: string): void {
    if (this.#stay === 'leaving') return
    this.#input = 'owed'
    if (this.#standing === 'login') this.#login.typed(line)
    else if (this.#standing === 'in') this.#command(line)
    this.#settle()
  }

  take(reply: Reply): void {
    if (this.#standing === 'over') return
    if (reply.kind === 'timeout') return this.#end(0, texts.timedOut)
    if (reply.kind === 'sent') this.#commands?.counted(reply)
    this.#client?.take(reply)
    this.#settle()
  }

  closed(): void {
    if (this.#standing === 'over') return
    if (this.#standing === 'parting') return this.#end(0, texts.loggedOut)
    if (this.#login.connection !== 'refusing') return this.#fail(texts.closed)
    this.#client = undefined
    this.#login.dropped()
  }

  leave(): void {
    if (this.#stay === 'leaving') return
    this.#stay = 'leaving'
    this.#until = this.#line.now + timeouts.last
    this.#settle()
  }

  called(news: CallNews): void {
    if (this.#standing === 'over') return
    this.#commands?.called(news)
    this.#settle()
  }

  wake(): void {
    if (this.#standing === 'over') return
    if (this.#line.now >= this.#clientAt) {
      this.#clientAt = NEVER
      this.#client?.wake()
    }
    this.#settle()
  }

  #clientLine(): ClientLine {
    const line = this.#line
    return {
      get now() {
        return line.now
      },
      write: (frame) => line.write(frame),
      report: (report) => this.#report(report),
      close: () => {},
      wakeAt: (time) => {
        this.#clientAt = time
      },
    }
  }

  #askLogin(name: string, password: string): boolean {
    const { port } = this.#line
    if (port !== undefined) this.#client?.ask({ kind: 'announcePeer', transport: 'tcp', port })
    return this.#client?.ask({ kind: 'login', name, cap: 0, password }) ?? false
  }

  /** What is typed does not wait behind what has been given up, and may still be answered until then. */
  #command(line: string): void {
    if (this.#commands?.outstanding === 'answer') {
      this.#timeouts.count(this.#commands.forget())
      this.#client?.forget()
    }
    const verb = this.#commands?.typed(line)
    if (verb === 'logout') return this.leave()
    this.#verb = verb
    this.#until = this.#line.now + this.#timeouts.of(verb, timeouts.answer)
    if (verb === 'private') this.#notBefore = this.#line.now + this.#options.pace
  }

  #report(report: Report): void {
    switch (report.kind) {
      case 'ready':
        return
      case 'done':
        if (report.command === 'login') this.#loggedIn()
        else if (report.command === 'logout') this.#end(0, texts.loggedOut)
        else if (report.command !== 'announcePeer') this.#commands?.done(report)
        return
      case 'refused':
        if (report.command === 'login') this.#login.refused(report.text)
        else if (report.command === 'logout') this.#end(0, texts.loggedOut)
        else this.#commands?.refused(report.text)
        return
      case 'heard':
        return this.#line.show(said(`${report.from} :`, report.text), 'said')
      case 'presence':
        return this.#line.show(presenceText(report), 'aside')
      case 'notice':
        return this.#line.show(said('server :', report.text), 'aside')
      case 'nonsense':
        return this.#trouble(notUnderstood(report.text))
    }
  }

  #loggedIn(): void {
    this.#standing = 'in'
    this.#login.granted()
    this.#commands = new Commands(this.#line, this.#options, this.#login.name, (command) => {
      return this.#client?.ask(command) ?? false
    })
    this.#line.show(texts.loggedIn)
  }

  /** What is to be done once everything that has come is taken in. */
  #settle(): void {
    this.#stopWaiting()
    if (this.#stay === 'leaving') this.#depart()
    if (this.#standing === 'over') return
    const isReady = this.#login.connection !== 'none' && this.#until === NEVER
    const isPaced = this.#line.now < this.#notBefore
    const time = Math.min(this.#clientAt, this.#until, isPaced ? this.#notBefore : NEVER)
    if (time < NEVER) this.#line.wakeAt(time)
    if (isReady && !isPaced && this.#stay === 'here' && this.#input === 'owed') this.#prompt()
  }

  /** A host may answer at once, with a line or with `leave`. */
  #prompt(): void {
    this.#input = 'prompted'
    if (this.#standing === 'login') this.#login.prompt()
    else this.#line.prompt('')
  }

  /** Has everything been answered, or has it taken too long? */
  #stopWaiting(): void {
    if (this.#until === NEVER || this.#stay === 'leaving') return
    const isLate = this.#line.now >= this.#until
    const outstanding = this.#commands?.outstanding
    if (this.#standing === 'login' && isLate) return this.#fail(texts.silent)
    if (outstanding === 'nothing') this.#answered()
    if (this.#standing !== 'in' || outstanding === 'nothing' || !isLate) return
    this.#until = NEVER
    this.#commands?.giveUpCalls()
    if (outstanding === 'answer') this.#giveUp()
  }

  #answered(): void {
    this.#until = NEVER
    this.#timeouts.answered(this.#verb)
  }

  #giveUp(): void {
    this.#trouble(texts.silent)
    this.#timeouts.passed(this.#verb)
  }

  #depart(): void {
    const { now } = this.#line
    switch (this.#standing) {
      case 'login':
        return this.#departUnknown()
      case 'in':
        if (this.#commands?.outstanding === 'nothing' || now >= this.#until) this.#sayGoodbye()
        return
      case 'parting':
        return now >= this.#until ? this.#end(0, texts.loggedOut) : undefined
      case 'over':
        return
    }
  }

  /** Goes without having been let in; where a password was said, that is a failure. */
  #departUnknown(): void {
    const { step, wasTried } = this.#login
    if (step === 'asked') {
      if (this.#line.now >= this.#until) this.#fail(texts.silent)
      return
    }
    if (this.#client !== undefined) this.#line.write(LOGOUT)
    if (!wasTried) return this.#end(0)
    this.#end(1, step === 'entering' ? texts.wrong : undefined)
  }

  /** After so long without an answer a request is sent regardless of what is in flight. */
  #sayGoodbye(): void {
    if (this.#commands?.outstanding === 'answer') {
      this.#timeouts.count(this.#commands.forget())
      this.#line.write(LOGOUT)
      return this.#end(0, texts.loggedOut)
    }
    this.#standing = 'parting'
    this.#until = this.#line.now + Math.min(timeouts.last, timeouts.goodbye + this.#options.pace)
    this.#client?.ask({ kind: 'logout' })
  }

  #trouble(text: string): void {
    this.#line.show(text, 'trouble')
  }

  /** For a reason that the protocol has no text for. */
  #fail(why: string): void {
    this.#line.show(why, 'failure')
    this.#end(1)
  }

  #end(status: 0 | 1, text?: string): void {
    if (text !== undefined) this.#line.show(text, status === 0 ? 'plain' : 'trouble')
    this.#standing = 'over'
    this.#timeouts.end(this.#line, status)
  }
}
