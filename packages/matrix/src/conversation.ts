import { type AdaptiveTimeouts, CheckEnded, CheckLog, DrivenUser } from '@parley/kit'
import type { CellRun } from './cell.ts'
import { CellTimeouts } from './cell-timeouts.ts'
import { joinedFrom } from './joined.ts'
import { DirectPassage, type Passage } from './passage.ts'
import { RecordingProxy } from './recording-proxy.ts'
import { ReferenceUser } from './reference-user.ts'
import type { Conversation, Step, StepName } from './results.ts'
import { SaidAndHeard } from './said-and-heard.ts'
import { endStep } from './step-ended.ts'
import { BREATH, LONG_BREATH, type Means, TalkSteps } from './talk-steps.ts'

/** The most names that are said in one line. */
const MOST_NAMES = 20

const loopback: readonly string[] = ['127.0.0.1', '::1', 'localhost']

/** Has a client and our own user talk through a server, and tells what came of each step. */
export async function converse(cell: CellRun): Promise<Conversation> {
  const log = new CheckLog(cell.clock)
  const timeouts = new CellTimeouts()
  const person = new DrivenUser(cell.client.driver, log, timeouts)
  const user = userOf(cell, log, { bell: person, timeouts })
  const passage = await passageOf(cell, log, person)
  const talk = new Talk(cell, { log, timeouts, person, passage, user })
  try {
    await talk.all()
    return talk.conversation
  } finally {
    await talk.close()
  }
}

function userOf(
  cell: CellRun,
  log: CheckLog,
  { bell, timeouts }: { bell: DrivenUser; timeouts: AdaptiveTimeouts },
): ReferenceUser {
  const { counterpart, ending } = cell
  const audience = new SaidAndHeard(cell).audiences.client
  const settings = { audience, log, bell, ending, timeouts: () => timeouts.answer } as const
  return new ReferenceUser({ ...counterpart, ...settings })
}

async function passageOf(
  { client: { port }, place, ending }: CellRun,
  log: CheckLog,
  bell: DrivenUser,
): Promise<Passage> {
  if (port === place.port && loopback.includes(place.host)) {
    return new DirectPassage(place, log, bell)
  }
  return await RecordingProxy.open(place, log, bell, { port, ending })
}

class Talk {
  readonly #cell: CellRun
  readonly #means: Means
  readonly #try: TalkSteps
  readonly #steps: Step[] = []
  readonly #onlyPlain = new Set<StepName>()
  #keptNames: readonly string[] = []

  constructor(cell: CellRun, means: Means) {
    this.#cell = cell
    this.#means = means
    this.#try = new TalkSteps(cell, means)
  }

  get conversation(): Conversation {
    const { client, counterpart } = this.#cell.accounts
    return {
      names: { client: client.name, counterpart: counterpart.name },
      steps: this.#steps,
      log: this.#means.log.entries,
      time: this.#means.log.time,
      keptNames: this.#keptNames,
      condition: 'used',
      server: {},
    }
  }

  async all(): Promise<void> {
    const { log } = this.#means
    await this.#try.enterUser()
    await this.#step('login', () => this.#try.login())
    await this.#step('list', () => this.#try.list())
    await this.#step('out', () => this.#withPlain('out', (text) => this.#try.out(text)))
    await this.#step('in', () => this.#withPlain('in', (text) => this.#try.in(text)))
    await this.#step('goodbye', () => this.#try.goodbye())
    await this.#try.endClient()
    if (!this.#cell.looksForNames || !this.#try.hasUser) return
    this.#keptNames = await this.#try.keptNames()
    const names = this.#keptNames.slice(0, MOST_NAMES).join(', ')
    if (names !== '') log.text('event', 'counterpart', `still listed, though gone: ${names}`)
  }

  async close(): Promise<void> {
    await this.#try.endClient()
    await this.#means.user.leave()
    await this.#means.passage.close()
  }

  async #step(name: StepName, run: () => Promise<undefined>): Promise<void> {
    const { log, timeouts } = this.#means
    const begun = log.time
    const skipped = this.#skipped(name)
    const step = { name, begun, expected: undefined, came: undefined, onlyPlain: false }
    if (skipped !== undefined) {
      this.#steps.push({ ...step, ...skipped, time: 0 })
      return
    }
    try {
      await this.#try.breathe(name === 'list' ? LONG_BREATH : BREATH)
      const asked = log.time
      await run()
      const time = log.time - begun
      if (name !== 'login') timeouts.answered(log.time - asked)
      this.#steps.push({ ...step, verdict: 'pass', why: undefined, time })
    } catch (error) {
      if (!(error instanceof CheckEnded) || error.end.kind !== 'fail') throw error
      const { expected, came, flaw } = error.end
      const time = log.time - begun
      timeouts.missed()
      const onlyPlain = this.#onlyPlain.has(name)
      const { dialect, options } = this.#cell.client
      this.#steps.push({
        name,
        begun,
        verdict: 'fail',
        why: flaw.why,
        expected,
        came,
        onlyPlain,
        joined: joinedFrom(log.entries, begun, dialect, options),
        time,
      })
    }
  }

  #skipped(name: StepName): Pick<Step, 'verdict' | 'why'> | undefined {
    if (name === 'login') return undefined
    const login = this.#steps.find((step) => step.name === 'login')
    if (login?.verdict !== 'pass') return { verdict: 'skip', why: 'the client was not logged in' }
    const { person, passage } = this.#means
    const isOver = person.hasEnded || passage.isOver
    if (isOver) return { verdict: 'skip', why: 'the connection was over' }
    const { list, send } = this.#cell.client.driver
    const isAbsent = (name === 'list' && list.length === 0) || (name === 'out' && send.length === 0)
    return isAbsent ? { verdict: 'absent', why: 'the driver has no words for it' } : undefined
  }

  /** A text of another alphabet; where that fails, it is said whether plain letters arrive. */
  async #withPlain(name: StepName, run: (text: string) => Promise<undefined>): Promise<undefined> {
    const { token } = this.#cell
    try {
      return await run(`smörgåsbord ${name} ${token}`)
    } catch (error) {
      if (!(error instanceof CheckEnded) || error.end.kind !== 'fail') throw error
      if (!this.#try.hasUser) throw error
      const { expected, came, flaw } = error.end
      return endStep(
        expected ?? 'the text arrives',
        `${flaw.why}; ${await this.#plain(name, run)}`,
        came,
      )
    }
  }

  async #plain(name: StepName, run: (text: string) => Promise<undefined>): Promise<string> {
    const { person, passage } = this.#means
    if (person.hasEnded || passage.isOver) return 'and the connection was over'
    const arrives = await isDone(() => run(`plain ${name} ${this.#cell.token}`))
    if (!arrives) return 'nor does plain ASCII text arrive'
    this.#onlyPlain.add(name)
    return 'plain ASCII text arrives'
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
