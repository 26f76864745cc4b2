import { Buffer } from 'node:buffer'
import {
  type AdaptiveTimeouts,
  CheckEnded,
  type CheckLog,
  type DrivenUser,
  escapeText,
  filled,
  type Program,
} from '@parley/kit'
import type { CellRun } from './cell.ts'
import type { Passage } from './passage.ts'
import type { ReferenceUser } from './reference-user.ts'
import { SaidAndHeard } from './said-and-heard.ts'
import { endStep } from './step-ended.ts'

/** How long a client may take to start and to connect, in milliseconds. */
const STARTING = 15_000

/** Between two questions for what waits, in milliseconds. */
const ASKING = 300

/**
 * Between two things that are typed nobody says anything for so long, in milliseconds: a person is slower
 * still, and many programs take what comes at the same time for one message. After a login a server may
 * send what was said before, one message behind the other.
 */
export const BREATH = 80
export const LONG_BREATH = 200

/** For so long a wire is given to fall silent, in milliseconds. */
const MOST_BREATH = 2000

/** A server may take so long to see that a user has gone, in milliseconds. */
const LEAVING = 400

/** Of what a client has shown, so much is told, in characters. */
const MOST_QUOTED = 2000

export interface Means {
  readonly log: CheckLog
  readonly timeouts: AdaptiveTimeouts
  readonly person: DrivenUser
  readonly passage: Passage
  readonly user: ReferenceUser
}

/** What a client is tried with, one thing after another; what fails throws a `CheckEnded`. */
export class TalkSteps {
  readonly #cell: CellRun
  readonly #means: Means
  readonly #texts: SaidAndHeard
  #program: Program | undefined
  /** When the login was typed. */
  #typedAt = 0
  #userState: { readonly failed: CheckEnded } | 'logged in' | 'not answered' | 'not tried' =
    'not tried'

  constructor(cell: CellRun, means: Means) {
    this.#cell = cell
    this.#means = means
    this.#texts = new SaidAndHeard(cell)
  }

  /** Whether our own user may be on the server. */
  get hasUser(): boolean {
    return typeof this.#userState === 'string'
  }

  /** Our own user; where that fails, the first step that needs it says so. */
  async enterUser(): Promise<void> {
    const { name, password } = this.#cell.accounts.counterpart
    const { user, log, timeouts } = this.#means
    try {
      await user.begins()
      const asked = log.time
      this.#userState = await user.login(name, password)
      if (this.#userState === 'logged in') timeouts.answered(log.time - asked)
      else timeouts.missed()
    } catch (error) {
      if (!(error instanceof CheckEnded)) throw error
      timeouts.missed()
      this.#userState = { failed: error }
    }
  }

  /** Until nobody has said anything to the client for so long. */
  async breathe(silence: number): Promise<void> {
    const { log, passage, person } = this.#means
    const deadline = log.time + MOST_BREATH
    for (let left = silence; left > 0 && log.time < deadline && !person.hasEnded; ) {
      await person.until(() => person.hasEnded, left)
      left = passage.spokenAt + silence - log.time
    }
  }

  async login(): Promise<undefined> {
    const { person, passage, log } = this.#means
    const { client, accounts } = this.#cell
    this.#program = client.start(passage.place, person)
    person.begin(this.#program)
    await person.settles(() => passage.wasReached, STARTING)
    if (passage.wasReached) await this.breathe(BREATH)
    this.#typedAt = log.time
    person.login(accounts.client.name, accounts.client.password)
    await person.until(() => passage.wasReached || person.hasEnded, STARTING)
    if (!passage.wasReached) {
      const why = person.hasEnded ? 'it ended instead' : 'it did not do so in time'
      endStep('the client opens a connection', why, this.#lastShown())
    }
    await person.ready()
    await this.#welcomed(accounts.client.name)
  }

  /**
   * The client shows what its driver says; or, where that is nothing, or the words are the server's, the
   * server lists it among those online.
   */
  async #welcomed(name: string): Promise<void> {
    const { person, timeouts, log, user, passage } = this.#means
    const { driver, isListedEnough } = this.#cell.client
    if (driver.welcome !== '' && isListedEnough !== true) return await person.welcomed(name)
    const words = filled(driver.welcome, { name })
    const isShown = () => words !== '' && person.output.includes(words)
    const isOver = () => isShown() || person.hasEnded
    const begun = this.#typedAt
    let listed: readonly string[] | undefined
    for (const deadline = log.time + timeouts.answer; log.time < deadline; ) {
      await this.breathe(BREATH)
      if (isShown()) return
      if (person.hasEnded) endStep('the client is logged in', 'it ended instead', this.#lastShown())
      listed = await user.names()
      if (listed?.some((one) => one.includes(name)) === true) return
      await person.until(isOver, ASKING)
    }
    if (listed !== undefined) {
      const came = Buffer.from(listed.join(', '), 'utf8')
      endStep(`the server lists ${name} among those online`, 'it does not', came)
    }
    if (words === '' && passage.spokenAt > begun) return
    endStep('the client is logged in', 'neither it nor the server says so', this.#lastShown())
  }

  #lastShown(): Buffer | undefined {
    const { output } = this.#means.person
    return output === '' ? undefined : Buffer.from(output.slice(-MOST_QUOTED))
  }

  async list(): Promise<undefined> {
    this.#needUser()
    const { person, timeouts } = this.#means
    const { accounts, listsSelf } = this.#cell
    const mark = person.output.length
    const wanted = [accounts.counterpart.name, ...(listsSelf ? [accounts.client.name] : [])]
    const missing = () => wanted.find((name) => !person.output.slice(mark).includes(name))
    person.list()
    await person.until(() => missing() === undefined || person.hasEnded, timeouts.answer)
    const name = missing()
    if (name !== undefined) this.#notShown(`${name} among those online`, mark)
  }

  async out(text: string): Promise<undefined> {
    this.#needUser()
    const { user, person } = this.#means
    const { client, counterpart } = this.#cell.accounts
    const mark = user.mark
    person.send(counterpart.name, text)
    await user.hears(client.name, this.#texts.ofClient(text), mark)
  }

  async in(text: string): Promise<undefined> {
    this.#needUser()
    const { user, person } = this.#means
    const mark = { shown: person.output.length, heard: user.mark }
    user.send(this.#cell.accounts.client.name, text, this.#texts.audiences.counterpart)
    const texts = this.#texts.ofCounterpart(text)
    if (await this.#isShown(texts, mark.shown)) return
    const refusal = user.refusal(mark.heard)
    if (refusal === undefined) this.#notShown(escapeText(texts[0] ?? ''), mark.shown)
    endStep('the server takes the message', 'it refused it', Buffer.from(refusal))
  }

  /** Whether one of the texts is shown in time; where that is so only on asking, it is asked for. */
  async #isShown(texts: readonly string[], mark: number): Promise<boolean> {
    const { poll } = this.#cell.client
    const { person, log, timeouts } = this.#means
    const isShown = () => texts.some((text) => person.output.slice(mark).includes(text))
    const isDecided = () => isShown() || person.hasEnded
    const deadline = log.time + timeouts.answer
    while (!isDecided() && log.time < deadline) {
      const left = deadline - log.time
      if (poll !== '') person.type(poll)
      await person.until(isDecided, poll === '' ? left : Math.min(ASKING, left))
    }
    return isShown()
  }

  #notShown(what: string, mark: number): never {
    const { person } = this.#means
    const shown = person.output.slice(mark)
    const ended = person.hasEnded ? '; it has ended' : ''
    const expected = `the client shows ${what}`
    if (shown === '') endStep(expected, `nothing was shown${ended}`)
    return endStep(expected, `something else was${ended}`, Buffer.from(shown))
  }

  /**
   * It ends its connection, or is at least no longer among those online; where the server tells nobody who
   * is, it is enough that something is said.
   */
  async goodbye(): Promise<undefined> {
    const { person, passage, timeouts, log } = this.#means
    const { leave } = this.#cell.client.driver
    if (leave.length === 0) person.hangUp()
    else person.leave()
    const isGone = () => person.hasEnded || passage.clientIsGone
    const begun = log.time
    const deadline = begun + timeouts.answer
    let isListed: boolean | undefined
    while (!isGone() && log.time < deadline) {
      await person.until(isGone, Math.min(ASKING, deadline - log.time))
      if (!isGone()) isListed = await this.#isListed()
      if (isListed === false) return
    }
    if (isGone() || (isListed === undefined && passage.spokenAt > begun)) return
    endStep('the client ends its connection, or is logged out', 'it stayed open')
  }

  /** Whether the server still lists the client; undefined where it tells nobody. */
  async #isListed(): Promise<boolean | undefined> {
    const { name } = this.#cell.accounts.client
    const listed = await this.#means.user.names()
    return listed?.some((one) => one.includes(name))
  }

  /** Ends the client, if it has not ended. */
  async endClient(): Promise<void> {
    await this.#program?.kill()
  }

  /** Names of those who have gone, this client and the clients before it. */
  async keptNames(): Promise<readonly string[]> {
    const { user, log, person } = this.#means
    const own = this.#cell.accounts.counterpart.name
    const deadline = log.time + LEAVING
    for (;;) {
      const listed = (await user.names()) ?? []
      const kept = listed.filter((one) => !one.includes(own))
      if (kept.length === 0 || log.time > deadline) return kept
      await person.until(() => false, BREATH)
    }
  }

  #needUser(): void {
    if (typeof this.#userState === 'string') return
    const { end } = this.#userState.failed
    if (end.kind === 'fail') {
      endStep(end.expected ?? 'our user is served', `Parley’s own user: ${end.flaw.why}`, end.came)
    }
  }
}
