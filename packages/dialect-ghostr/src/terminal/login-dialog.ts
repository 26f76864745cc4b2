import type { TerminalLine } from '@parley/contract'
import { finalRefusals, refusalText, texts } from './texts.ts'

/**
 * How long the answer to a login is waited for, in milliseconds: a server may have many passwords to
 * check.
 */
const TIMEOUT = 30_000

const NEVER = Number.POSITIVE_INFINITY

/** What the dialog asks of the terminal that it is for. */
export interface LoginDialogHost {
  /** False: it cannot be sent. */
  login(name: string, password: string): boolean
  /** `time`: infinite, where nothing is waited for any more. */
  waitUntil(time: number): void
  /** Nothing is tried any more. */
  fail(text: string): void
}

/** Asks for a name and a password until a server has taken them. */
export class LoginDialog {
  readonly #line: TerminalLine
  readonly #host: LoginDialogHost
  #step: 'naming' | 'entering' | 'asked' = 'naming'
  /** `refusing`: has refused a login, after which some servers close; `gone`: this one did. */
  #connection: 'none' | 'fresh' | 'refusing' | 'gone' = 'none'
  /** What is prompted for: a name, or a password with these words. */
  #words: string = texts.password
  #name = ''
  #password = ''

  constructor(line: TerminalLine, host: LoginDialogHost) {
    this.#line = line
    this.#host = host
  }

  get step(): 'naming' | 'entering' | 'asked' {
    return this.#step
  }

  get connection(): 'none' | 'fresh' | 'refusing' | 'gone' {
    return this.#connection
  }

  get name(): string {
    return this.#name
  }

  /** Whether a password was said, and not taken. */
  get wasTried(): boolean {
    return this.#password !== ''
  }

  connected(): void {
    this.#connection = 'fresh'
    if (this.#step === 'asked') this.#login()
  }

  /** The server has closed after a refusal. */
  dropped(): void {
    this.#connection = 'gone'
    if (this.#step === 'asked') this.#line.reconnect()
  }

  typed(line: string): void {
    if (this.#step === 'naming') this.#named(line.trim())
    else if (this.#step === 'entering') this.#entered(line)
  }

  prompt(): void {
    if (this.#step === 'naming') this.#line.prompt(texts.username)
    else if (this.#step === 'entering') this.#line.prompt(this.#words, 'secret')
  }

  granted(): void {
    this.#password = ''
    this.#connection = 'fresh'
    this.#host.waitUntil(NEVER)
  }

  refused(word: string): void {
    const last = finalRefusals.get(word)
    if (last !== undefined) return this.#host.fail(last)
    if (word === 'INVALID_PASSWORD') {
      this.#connection = 'fresh'
      this.#host.waitUntil(NEVER)
      this.#step = 'entering'
      this.#words = texts.again
      return
    }
    this.#connection = 'refusing'
    this.#nameAgain(word === 'ALREADY_LOGGED_IN' ? texts.alreadyIn : refusalText('login', word))
  }

  #named(name: string): void {
    if (name === '' || /\s/.test(name)) return this.#line.show(texts.noName, 'trouble')
    this.#name = name
    this.#words = texts.password
    this.#step = 'entering'
  }

  /** No password is empty: whoever types none has another name in mind. */
  #entered(password: string): void {
    if (password === '') {
      this.#step = 'naming'
      return
    }
    this.#password = password
    this.#step = 'asked'
    this.#host.waitUntil(this.#line.now + TIMEOUT)
    if (this.#connection === 'gone') this.#line.reconnect()
    else this.#login()
  }

  #login(): void {
    if (!this.#host.login(this.#name, this.#password)) this.#nameAgain(texts.loginTooLong)
  }

  #nameAgain(why: string): void {
    this.#host.waitUntil(NEVER)
    this.#step = 'naming'
    this.#line.show(why, 'trouble')
  }
}
