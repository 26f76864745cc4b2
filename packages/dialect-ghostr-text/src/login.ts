import type { ErrorCode, Event, Line, PasswordPolicy } from '@parley/contract'
import { policyOf } from './account-policy.ts'
import type { RequestOf } from './frames.ts'
import type { Options } from './options.ts'
import { originalRefusal, refusal } from './replies.ts'
import { EVERYONE, reply } from './serializer.ts'

/** What logging in asks of the session that it is for. */
export interface EntryHost {
  write(frame: string): void
  /** Who is about to log in. */
  named(name: string): void
  /** Logged in, and told so. */
  entered(name: string): void
  /** Events before the answer to the login. */
  say(event: Event): void
  /** Nobody may try again. */
  lockedOut(): void
}

/** Logging in, in two steps: LOGON says who it is (9.1), and AUTH gives the password (9.2). */
export class Entry {
  readonly #line: Pick<Line, 'ask'>
  readonly #host: EntryHost
  readonly #policy: PasswordPolicy
  readonly #strict: boolean
  /** `named`: has said who logs in. `entering`: has given the password, and waits for the answer. */
  #step: 'none' | 'named' | 'entering' = 'none'
  #name = ''
  /** Events between a login and its answer. */
  #held: Event[] = []

  constructor(line: Pick<Line, 'ask'>, options: Options, host: EntryHost) {
    this.#line = line
    this.#host = host
    this.#policy = policyOf(options)
    this.#strict = options.strict
  }

  /** Nothing is said between a password and its answer. */
  hear(event: Event): void {
    if (this.#step === 'entering') this.#held.push(event)
  }

  /** 9.1. */
  logon(name: string): void {
    this.#step = 'none'
    if (name === EVERYONE) return this.refuse('name-reserved', name)
    this.#line.ask({ kind: 'enquire', name }, (answer) => {
      if (answer.ok || answer.error === 'locked') {
        this.#step = 'named'
        this.#name = name
        this.#host.named(name)
      }
      if (!answer.ok) return this.refuse(answer.error, name)
      const isNew = this.#policy.unknown === 'register' && !answer.value.account
      this.#host.write(reply('LOGON', '1', isNew ? '1' : '0', '0'))
    })
  }

  /** Refuses a LOGON. */
  refuse(error: ErrorCode, name: string): void {
    const original = this.#strict ? originalRefusal(error) : undefined
    this.#host.write(reply('LOGON', '0', '0', original ?? refusal(error, name)))
  }

  /** 9.2; for the name of the LOGON alone. */
  auth({ who, password }: RequestOf<'AUTH'>): void {
    const { attempts } = this.#policy
    if (this.#step !== 'named' || who !== this.#name) return this.#sayAuth('0', attempts)
    this.#step = 'entering'
    const login = { kind: 'login', name: who, cap: 0, password, policy: this.#policy } as const
    this.#line.ask(login, (answer) => {
      const held = this.#held
      this.#held = []
      if (!answer.ok) return this.#turnAway(answer.error, answer.left ?? attempts)
      this.#step = 'none'
      this.#sayAuth('1', attempts)
      this.#host.entered(answer.value.name)
      for (const event of held) this.#host.say(event)
    })
  }

  #turnAway(error: ErrorCode, left: number): void {
    this.#step = 'named'
    const isLocked = error === 'locked-out' || error === 'locked'
    this.#sayAuth('0', isLocked ? 0 : left)
    if (isLocked) this.#host.lockedOut()
  }

  #sayAuth(right: '0' | '1', left: number): void {
    this.#host.write(reply('AUTH', right, `${left}`))
  }
}
