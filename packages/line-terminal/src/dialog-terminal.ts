/**
 * A terminal that asks for a name, then takes commands; a dialect's client is behind it.
 *
 *     naming --name--> entering --password--> asked --granted--> in --logout--> parting
 *       ^                 ^                     |
 *       |                 +--- wrong password --+
 *       +------- a refusal that is not final ---+
 */
import type { CallNews, ClientLine, Report, TerminalLine, TerminalSession } from '@parley/contract'
import { AnswerTimeouts } from './answer-timeouts.ts'
import type { Commands } from './commands.ts'
import type { DialogClient, DialogSide } from './dialog-side.ts'
import { LoginDialog } from './login-dialog.ts'
import { notUnderstood, onOneLine, said, texts } from './texts.ts'
import type { Verb } from './verbs.ts'

const NEVER = Number.POSITIVE_INFINITY

/**
 * How long is waited, in milliseconds: for an answer, before the next line is taken; and at the end for
 * all that is outstanding.
 */
const timeouts = { answer: 10_000, last: 5000 } as const

export class DialogTerminal<Reply> implements TerminalSession<Reply> {
  readonly #line: TerminalLine
  readonly #side: DialogSide<Reply>
  #client: DialogClient<Reply> | undefined
  readonly #login: LoginDialog
  #standing: 'login' | 'in' | 'parting' | 'over' = 'login'
  #stay: 'here' | 'leaving' = 'here'
  #input: 'owed' | 'prompted' = 'owed'
  #commands: Commands | undefined
  /** Until then what is outstanding is waited for. */
  #until = NEVER
  #clientAt = NEVER
  /** No line is taken before. */
  #notBefore = 0
  /** What was typed last. */
  #verb: Verb | undefined
  readonly #timeouts = new AnswerTimeouts<Verb | undefined>()

  constructor(line: TerminalLine, side: DialogSide<Reply>) {
    this.#line = line
    this.#side = side
    this.#login = new LoginDialog(line, side.login, {
      login: (name, password) => this.#askLogin(name, password),
      waitUntil: (time) => {
        this.#until = time
      },
      fail: (text) => this.#end(1, text),
    })
  }

  connected(): void {
    this.#client = this.#side.connect(this.#clientLine())
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
    const taken = this.#side.take?.(reply) ?? 'client'
    if (taken === 'timed-out') return this.#end(0, texts.timedOut)
    if (taken === 'client') this.#client?.take(reply)
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
    this.#side.called?.(news)
    this.#settle()
  }

  wake(): void {
    if (this.#standing === 'over') return
    if (this.#line.now >= this.#clientAt) {
      this.#clientAt = NEVER
      this.#client?.wake(this.#line.now)
    }
    this.#settle()
  }

  /** A client closes after a logout, which it has reported before. */
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
    const login = { kind: 'login', name, cap: 0 } as const
    const { takesPassword, passwordIsOptional } = this.#side.login
    const isWithPassword = takesPassword && (password !== '' || passwordIsOptional !== true)
    return this.#client?.ask(isWithPassword ? { ...login, password } : login) ?? false
  }

  /** What is typed does not wait behind what has been given up, and may still be answered until then. */
  #command(line: string): void {
    if (this.#commands?.outstanding === 'answer') {
      this.#timeouts.count(this.#commands.forget())
      this.#client?.forget?.()
    }
    const verb = this.#commands?.typed(line)
    if (verb === 'logout') return this.leave()
    this.#verb = verb
    const { now } = this.#line
    this.#until = now + this.#timeouts.of(verb, timeouts.answer)
    if (verb !== undefined) this.#notBefore = now + (this.#side.paceOf?.(verb) ?? 0)
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
        else this.#commands?.refused(report)
        return
      case 'heard':
        return this.#line.show(said(speaker(report), report.text), 'said')
      case 'presence':
        return this.#line.show(
          `${onOneLine(report.name)} is logged ${report.online ? 'in' : 'out'}`,
          'aside',
        )
      case 'notice':
        return this.#line.show(said('server :', report.text), 'aside')
      case 'nonsense':
        return this.#trouble(notUnderstood(report.text))
    }
  }

  #loggedIn(): void {
    this.#standing = 'in'
    this.#login.granted()
    this.#commands = this.#side.commands(this.#login.name, (command) => {
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
    if (outstanding === 'nothing') {
      this.#until = NEVER
      this.#timeouts.answered(this.#verb)
    }
    if (this.#standing !== 'in' || outstanding === 'nothing' || !isLate) return
    this.#until = NEVER
    this.#commands?.giveUpCalls()
    if (outstanding !== 'answer') return
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

  /** Goes without having been let in; where a login was tried, that is a failure. */
  #departUnknown(): void {
    const { step, wasTried } = this.#login
    if (step === 'asked') {
      if (this.#line.now >= this.#until) this.#fail(texts.silent)
      return
    }
    this.#hangUp()
    if (!wasTried) return this.#end(0)
    this.#end(1, step === 'entering' ? texts.wrong : undefined)
  }

  /** After so long without an answer a request is sent regardless of what is in flight. */
  #sayGoodbye(): void {
    if (this.#commands?.outstanding === 'answer') {
      this.#timeouts.count(this.#commands.forget())
      this.#hangUp()
      return this.#end(0, texts.loggedOut)
    }
    this.#standing = 'parting'
    this.#until = this.#line.now + this.#side.goodbye
    this.#client?.ask({ kind: 'logout' })
  }

  #hangUp(): void {
    if (this.#client !== undefined) this.#side.hangUp(this.#login.name, this.#client)
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
    if (this.#standing === 'over') return
    if (text !== undefined) this.#line.show(text, status === 0 ? 'plain' : 'trouble')
    this.#standing = 'over'
    this.#timeouts.end(this.#line, status)
  }
}

/** Who has said something, and in which room. */
function speaker({ from, room }: Extract<Report, { kind: 'heard' }>): string {
  return room === undefined ? `${from} :` : `${from} in ${room} :`
}
