import type { TerminalLine } from '@parley/contract'
import { texts } from './texts.ts'

/**
 * How long the answer to a login is waited for, in milliseconds: a server may have many passwords to
 * check.
 */
const TIMEOUT = 30_000

const NEVER = Number.POSITIVE_INFINITY

/** What a refused login leads to: another password, another name, or the end of the program. */
export type LoginRefusal =
  | { readonly kind: 'password' }
  | { readonly kind: 'name' | 'final'; readonly text: string }

/** How one logs in in a dialect. */
export interface LoginRules {
  readonly takesPassword: boolean
  /** An empty password is none; otherwise whoever types none has another name in mind. */
  readonly passwordIsOptional?: boolean
  /** Shown where a name and a password cannot be sent. */
  readonly cannotSend: string
  isName(name: string): boolean
  /** `words`: what the server said of the login of `name`. */
  judge(words: string, name: string): LoginRefusal
}

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
  readonly #rules: LoginRules
  readonly #host: LoginDialogHost
  #step: 'naming' | 'entering' | 'asked' = 'naming'
  /** `refusing`: has refused a login, after which some servers close; `gone`: this one did. */
  #connection: 'none' | 'fresh' | 'refusing' | 'gone' = 'none'
  /** What a password is prompted for with. */
  #words: string = texts.password
  #name = ''
  #password = ''
  #wasTried = false

  constructor(line: TerminalLine, rules: LoginRules, host: LoginDialogHost) {
    this.#line = line
    this.#rules = rules
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

  /** Whether a login was tried, and not granted. */
  get wasTried(): boolean {
    return this.#wasTried
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
    this.#wasTried = false
    this.#connection = 'fresh'
    this.#host.waitUntil(NEVER)
  }

  refused(words: string): void {
    const refusal = this.#rules.judge(words, this.#name)
    if (refusal.kind === 'final') return this.#host.fail(refusal.text)
    if (refusal.kind === 'name') {
      this.#connection = 'refusing'
      return this.#nameAgain(refusal.text)
    }
    this.#connection = 'fresh'
    this.#host.waitUntil(NEVER)
    this.#step = 'entering'
    this.#words = texts.again
  }

  #named(name: string): void {
    if (!this.#rules.isName(name)) return this.#line.show(texts.noName, 'trouble')
    this.#name = name
    if (!this.#rules.takesPassword) return this.#ask()
    this.#words = texts.password
    this.#step = 'entering'
  }

  #entered(password: string): void {
    this.#password = password
    if (password === '' && this.#rules.passwordIsOptional !== true) this.#step = 'naming'
    else this.#ask()
  }

  #ask(): void {
    this.#wasTried = true
    this.#step = 'asked'
    this.#host.waitUntil(this.#line.now + TIMEOUT)
    if (this.#connection === 'gone') this.#line.reconnect()
    else this.#login()
  }

  #login(): void {
    if (!this.#host.login(this.#name, this.#password)) this.#nameAgain(this.#rules.cannotSend)
  }

  #nameAgain(why: string): void {
    this.#host.waitUntil(NEVER)
    this.#step = 'naming'
    this.#line.show(why, 'trouble')
  }
}
