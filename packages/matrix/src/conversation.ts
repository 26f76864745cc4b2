import { Buffer } from 'node:buffer'
import type { Audience } from '@parley/contract'
import {
  type AdaptiveTimeouts,
  CheckEnded,
  CheckLog,
  DrivenUser,
  escapeText,
  filled,
  type Program,
} from '@parley/kit'
import type { CellRun } from './cell.ts'
import { CellTimeouts } from './cell-timeouts.ts'
import { RecordingProxy } from './recording-proxy.ts'
import { ReferenceUser } from './reference-user.ts'
import type { Conversation, Step, StepName } from './results.ts'
import { endStep } from './step-ended.ts'

/** How long a client may take to start and to connect, in milliseconds. */
const STARTING = 15_000

/** Between two questions for what waits, in milliseconds. */
const ASKING = 300

/** Has a client and our own user talk through a server, and tells what came of each step. */
export async function converse(cell: CellRun): Promise<Conversation> {
  const log = new CheckLog(cell.clock)
  const timeouts = new CellTimeouts()
  const person = new DrivenUser(cell.client.driver, log, timeouts)
  const proxy = await RecordingProxy.open(cell.place, log, person)
  const talk = new Talk(cell, { log, timeouts, person, proxy })
  try {
    await talk.all()
    return talk.conversation
  } finally {
    await talk.close()
  }
}

interface Means {
  readonly log: CheckLog
  readonly timeouts: AdaptiveTimeouts
  readonly person: DrivenUser
  readonly proxy: RecordingProxy
}

class Talk {
  readonly #cell: CellRun
  readonly #means: Means
  readonly #audience: Audience
  readonly #steps: Step[] = []
  readonly #user: ReferenceUser
  readonly #onlyPlain = new Set<StepName>()
  #program: Program | undefined
  #userState: { readonly failed: CheckEnded } | 'logged in' | 'not tried' = 'not tried'

  constructor(cell: CellRun, means: Means) {
    this.#cell = cell
    this.#means = means
    const { client, counterpart } = cell
    const says = client.dialect.carries(client.options).says('text', 'one')
    this.#audience = says === undefined ? 'everyone' : 'one'
    const { log, person, timeouts } = means
    const user = { audience: this.#audience, log, bell: person, timeouts: () => timeouts.answer }
    this.#user = new ReferenceUser({ ...counterpart, ...user })
  }

  get conversation(): Conversation {
    const { client, counterpart } = this.#cell.accounts
    return {
      names: { client: client.name, counterpart: counterpart.name },
      steps: this.#steps,
      log: this.#means.log.entries,
      time: this.#means.log.time,
    }
  }

  async all(): Promise<void> {
    await this.#enterUser()
    await this.#step('login', () => this.#login())
    await this.#step('list', () => this.#list())
    await this.#step('out', () => this.#withPlain('out', (text) => this.#out(text)))
    await this.#step('in', () => this.#withPlain('in', (text) => this.#in(text)))
    await this.#step('goodbye', () => this.#goodbye())
  }

  async close(): Promise<void> {
    await this.#program?.kill()
    this.#user.leave()
    await this.#means.proxy.close()
  }

  async #enterUser(): Promise<void> {
    const { name, password } = this.#cell.accounts.counterpart
    try {
      await this.#user.login(name, password)
      this.#userState = 'logged in'
    } catch (error) {
      if (!(error instanceof CheckEnded)) throw error
      this.#means.timeouts.missed()
      this.#userState = { failed: error }
    }
  }

  async #step(name: StepName, run: () => Promise<undefined>): Promise<void> {
    const { log, timeouts } = this.#means
    const begun = log.time
    const skipped = this.#skipped(name)
    const step = { name, begun, expected: undefined, came: undefined, onlyPlain: false }
    if (skipped !== undefined) {
      this.#steps.push({ ...step, verdict: 'skip', why: skipped, time: 0 })
      return
    }
    try {
      await run()
      const time = log.time - begun
      timeouts.answered(time)
      this.#steps.push({ ...step, verdict: 'pass', why: undefined, time })
    } catch (error) {
      if (!(error instanceof CheckEnded) || error.end.kind !== 'fail') throw error
      const { expected, came, flaw } = error.end
      const time = log.time - begun
      timeouts.missed()
      const onlyPlain = this.#onlyPlain.has(name)
      this.#steps.push({
        name,
        begun,
        verdict: 'fail',
        why: flaw.why,
        expected,
        came,
        onlyPlain,
        time,
      })
    }
  }

  #skipped(name: StepName): string | undefined {
    if (name === 'login') return undefined
    const login = this.#steps.find((step) => step.name === 'login')
    if (login?.verdict !== 'pass') return 'the client was not logged in'
    const { person, proxy } = this.#means
    return person.hasEnded || proxy.isOver ? 'the connection was over' : undefined
  }

  async #login(): Promise<undefined> {
    const { person, proxy } = this.#means
    const { client, accounts } = this.#cell
    this.#program = client.start(proxy.place, person)
    person.begin(this.#program)
    await person.settles(() => proxy.wasReached, STARTING)
    person.login(accounts.client.name, accounts.client.password)
    await person.until(() => proxy.wasReached || person.hasEnded, STARTING)
    if (!proxy.wasReached) {
      const why = person.hasEnded ? 'it ended instead' : 'it did not do so in time'
      const said = person.output === '' ? undefined : Buffer.from(person.output.slice(-2000))
      endStep('the client opens a connection', why, said)
    }
    await person.ready()
    await person.welcomed(accounts.client.name)
  }

  async #list(): Promise<undefined> {
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

  async #out(text: string): Promise<undefined> {
    this.#needUser()
    const { client, counterpart } = this.#cell.accounts
    const mark = this.#user.mark
    this.#means.person.send(counterpart.name, text)
    await this.#user.hears(
      client.name,
      this.#heardBy('counterpart', this.#said('client', text)),
      mark,
    )
  }

  async #in(text: string): Promise<undefined> {
    this.#needUser()
    const { client, accounts } = this.#cell
    const from = accounts.counterpart.name
    const said = this.#said('counterpart', text)
    const mark = { shown: this.#means.person.output.length, heard: this.#user.mark }
    this.#user.send(accounts.client.name, text)
    // The dialect’s changes stand in the text, or in the driver’s words.
    const texts = [said, this.#heardBy('client', said)]
    const [first = '', ...others] = texts.map((one) =>
      filled(client.driver.heard, { from, text: one }),
    )
    if (await this.#isShown([first, ...others], mark.shown)) return
    const refusal = this.#user.refusal(mark.heard)
    if (refusal === undefined) this.#notShown(escapeText(first), mark.shown)
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

  async #goodbye(): Promise<undefined> {
    const { person, proxy, timeouts } = this.#means
    if (this.#cell.client.driver.leave.length === 0) person.hangUp()
    else person.leave()
    await person.until(() => person.hasEnded || proxy.clientIsGone, timeouts.answer)
    if (person.hasEnded || proxy.clientIsGone) return
    endStep('the client ends its connection', 'it stayed open')
  }

  /** A text of another alphabet; where that fails, it is said whether plain letters arrive. */
  async #withPlain(name: StepName, run: (text: string) => Promise<undefined>): Promise<undefined> {
    const { token } = this.#cell
    try {
      return await run(`smörgåsbord ${name} ${token}`)
    } catch (error) {
      if (!(error instanceof CheckEnded) || error.end.kind !== 'fail') throw error
      if (this.#userState !== 'logged in') throw error
      const { expected, came, flaw } = error.end
      return endStep(
        expected ?? 'the text arrives',
        `${flaw.why}; ${await this.#plain(name, run)}`,
        came,
      )
    }
  }

  async #plain(name: StepName, run: (text: string) => Promise<undefined>): Promise<string> {
    const { person, proxy } = this.#means
    if (person.hasEnded || proxy.isOver) return 'and the connection was over'
    const arrives = await isDone(() => run(`plain ${name} ${this.#cell.token}`))
    if (!arrives) return 'nor does plain ASCII text arrive'
    this.#onlyPlain.add(name)
    return 'plain ASCII text arrives'
  }

  /** What reaches the other side of a text that is said there, as the dialect declares it. */
  #said(sender: 'client' | 'counterpart', text: string): string {
    const { dialect, options } = this.#cell[sender]
    return dialect.carries(options).says(text, this.#audience) ?? text
  }

  #heardBy(receiver: 'client' | 'counterpart', said: string): string {
    const { dialect, options } = this.#cell[receiver]
    return dialect.carries(options).hears(said, this.#audience)[0] ?? said
  }

  #needUser(): void {
    if (this.#userState === 'logged in' || this.#userState === 'not tried') return
    const { end } = this.#userState.failed
    if (end.kind === 'fail') {
      endStep(end.expected ?? 'our user is served', `Parley’s own user: ${end.flaw.why}`, end.came)
    }
  }
}

async function isDone(run: () => Promise<undefined>): Promise<boolean> {
  try {
    await run()
    return true
  } catch (error) {
    if (error instanceof CheckEnded) return false
    throw error
  }
}
