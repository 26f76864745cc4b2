import { Buffer } from 'node:buffer'
import { connect, type Socket } from 'node:net'
import type { Audience, Command, Dialect, Report } from '@parley/contract'
import { CheckEnded, type CheckLog, type Target } from '@parley/kit'
import { ClientHost } from '@parley/session-host'
import type { Bell } from './passage.ts'
import { endLate, endStep } from './step-ended.ts'

const WIRE = 'counterpart'

/** The most bytes of a frame that is read. */
const BOUND = 1024 * 1024

/** Later than any public message: an answer then has the direct ones alone. */
const FAR_FUTURE = Date.UTC(2100, 0, 1)

/** By how much a server’s clock may be behind ours, in milliseconds. */
const CLOCKS_DIFFER = 60_000

/** Between two questions for what waits, in milliseconds. */
const ASKING = 200

/** A dialect may hold a goodbye back for so long, and a server take as long to answer it, in milliseconds. */
const LEAVING = 150

/** The most that is kept of what a server says. */
const MOST_REPORTS = 20_000

/** What the conversation of a cell has to say to its user. */
export interface UserSettings {
  readonly dialect: Dialect
  readonly options: unknown
  /** Whether what this user is to hear is for it alone, or for all. */
  readonly audience: Audience
  readonly place: Target
  readonly log: CheckLog
  readonly bell: Bell
  /** `reset`: a connection that the server has ended is reset, so that its port is free again. */
  readonly ending: 'end' | 'reset'
  /** For one answer, in milliseconds. */
  readonly timeouts: () => number
}

/** A user of ours on somebody’s server, who speaks with the dialect’s own client side. */
export class ReferenceUser {
  readonly #settings: UserSettings
  readonly #socket: Socket
  readonly #session: ClientHost
  readonly #pulls: boolean
  readonly #since: number
  readonly #reports: Report[] = []
  #written = 0
  #timer: NodeJS.Timeout | undefined
  /** Whether the server says who is online in a way that is understood. */
  #lists: 'not asked' | 'yes' | 'no' = 'not asked'
  #state: 'open' | 'left' | 'closed' = 'open'

  constructor(settings: UserSettings) {
    const { dialect, options, place, log } = settings
    this.#settings = settings
    this.#pulls = dialect.wire(options).pulls === true
    this.#since = settings.audience === 'one' ? FAR_FUTURE : Date.now() - CLOCKS_DIFFER
    const allowHalfOpen = settings.ending === 'reset'
    this.#socket = connect({ ...place, noDelay: true, allowHalfOpen })
    this.#session = new ClientHost(
      dialect,
      options,
      {
        get now() {
          return Date.now()
        },
        write: (frame) => {
          const bytes = Buffer.from(frame)
          log.bytes('sent', WIRE, bytes)
          this.#socket.write(bytes)
          this.#written += bytes.length
          settings.bell.changed()
        },
        report: (report) => {
          if (this.#reports.length >= MOST_REPORTS) this.#socket.destroy()
          else this.#reports.push(report)
          settings.bell.changed()
        },
        malformed: (reason) => {
          log.text('event', WIRE, `the server’s message cannot be read: ${reason}`)
          this.#socket.destroy()
        },
        close: () => this.#socket.end(),
        wakeAt: (time) => this.#wakeAt(time),
      },
      BOUND,
    )
    this.#listen()
  }

  /** Until the server lets our user speak; throws where it does not. */
  async begins(): Promise<void> {
    await this.#find(
      'the server takes a connection and lets our user log in',
      ({ kind }) => kind === 'ready',
    )
  }

  /**
   * Throws where it is refused, or the connection ends. A server that says nothing which the dialect
   * takes for an answer may have let our user in all the same.
   */
  async login(name: string, password: string): Promise<'logged in' | 'not answered'> {
    try {
      await this.#ask({ kind: 'login', name, cap: 0, password }, 'our own user can log in')
      return 'logged in'
    } catch (error) {
      if (error instanceof CheckEnded && error.end.kind === 'fail' && error.end.time === 'late') {
        return 'not answered'
      }
      throw error
    }
  }

  /** Who is online, as the server says; undefined where it says nothing that is a list. */
  async names(): Promise<readonly string[] | undefined> {
    if (this.#lists === 'no' || this.#state !== 'open') return undefined
    try {
      const done = await this.#ask({ kind: 'list' }, 'the server says who is online')
      if (done.kind === 'done' && done.names !== undefined) this.#lists = 'yes'
      return done.kind === 'done' ? done.names : undefined
    } catch (error) {
      if (!(error instanceof CheckEnded)) throw error
      if (this.#lists === 'not asked') this.#lists = 'no'
      return undefined
    }
  }

  send(to: string, text: string, audience: Audience): void {
    const command: Command =
      audience === 'one' ? { kind: 'send', to, text } : { kind: 'broadcast', text }
    if (!this.#session.ask(command)) endStep('the dialect can say it', 'it cannot')
  }

  /** How many reports there are: for looking only at later ones. */
  get mark(): number {
    return this.#reports.length
  }

  /** A server’s refusal of a message since then, in its own words. */
  refusal(mark: number): string | undefined {
    for (const report of this.#reports.slice(mark)) {
      if (report.kind !== 'refused') continue
      if (report.command === 'send' || report.command === 'broadcast') return report.text
    }
    return undefined
  }

  /**
   * This text comes from that name; blanks around it are left out of account. What comes of somebody else
   * is passed over, unless it is this very text.
   */
  async hears(from: string, text: string, mark: number): Promise<void> {
    const expected = `our user hears “${text}” from ${from}`
    const isIt = (report: Report) =>
      report.kind === 'heard' && (report.from === from || isSame(report.text))
    const isSame = (came: string) => came.trim() === text.trim()
    const found = await this.#find(expected, isIt, mark, this.#pulls)
    if (found.kind !== 'heard' || (found.from === from && isSame(found.text))) return
    const said = Buffer.from(found.text, 'utf8')
    if (isSame(found.text)) endStep(expected, `it came from “${found.from}”`, said)
    endStep(expected, 'another text came', said)
  }

  /** Says goodbye, and goes once that is answered, or not in a moment: many servers say nothing. */
  async leave(): Promise<void> {
    if (this.#state !== 'open') return
    const { bell } = this.#settings
    const mark = this.mark
    const written = this.#written
    const isAnswered = () =>
      this.#state === 'closed' ||
      this.#reports.slice(mark).some((one) => one.kind === 'done' && one.command === 'logout')
    this.#session.ask({ kind: 'logout' })
    await bell.until(() => isAnswered() || this.#written > written, LEAVING)
    await bell.until(isAnswered, LEAVING)
    if (this.#state === 'open') this.#state = 'left'
    clearTimeout(this.#timer)
    this.#socket.destroySoon()
  }

  async #ask(command: Command, expected: string): Promise<Report> {
    const mark = this.mark
    if (!this.#session.ask(command)) endStep(expected, 'the dialect cannot say it')
    const isAnswer = (report: Report) =>
      (report.kind === 'done' || report.kind === 'refused') && report.command === command.kind
    const answer = await this.#find(expected, isAnswer, mark)
    if (answer.kind === 'refused') endStep(expected, 'it was refused', Buffer.from(answer.text))
    return answer
  }

  async #find(
    expected: string,
    isIt: (report: Report) => boolean,
    mark = 0,
    asking = false,
  ): Promise<Report> {
    const { bell, log, timeouts } = this.#settings
    const found = () => this.#reports.slice(mark).find(isIt)
    const isDecided = () => found() !== undefined || this.#state === 'closed'
    const deadline = log.time + timeouts()
    while (!isDecided() && log.time < deadline) {
      if (asking) this.#session.ask({ kind: 'historySince', since: this.#since, most: 100 })
      const left = deadline - log.time
      await bell.until(isDecided, asking ? Math.min(ASKING, left) : left)
    }
    const report = found()
    if (report !== undefined) return report
    const nonsense = this.#reports.slice(mark).find(({ kind }) => kind === 'nonsense')
    const came = nonsense?.kind === 'nonsense' ? Buffer.from(nonsense.text) : undefined
    const why =
      this.#state === 'closed' ? 'the server has closed the connection' : 'it did not come in time'
    const words = came === undefined ? why : `${why}; something else did`
    return this.#state === 'closed'
      ? endStep(expected, words, came)
      : endLate(expected, words, came)
  }

  #listen(): void {
    const { log, bell } = this.#settings
    this.#socket.on('connect', () => this.#session.begin())
    this.#socket.on('data', (bytes: Buffer) => {
      log.bytes('came', WIRE, bytes)
      this.#session.push(bytes)
    })
    this.#socket.on('end', () => {
      if (this.#settings.ending === 'reset') this.#socket.resetAndDestroy()
    })
    this.#socket.on('error', (error) => log.text('event', WIRE, error.message))
    this.#socket.on('close', () => {
      clearTimeout(this.#timer)
      if (this.#state === 'left') return
      this.#state = 'closed'
      log.text('event', WIRE, 'the server has closed the connection')
      bell.changed()
    })
  }

  #wakeAt(time: number): void {
    clearTimeout(this.#timer)
    if (!Number.isFinite(time) || this.#state !== 'open') return
    this.#timer = setTimeout(() => this.#session.wake(), time - Date.now())
  }
}
