import { connect, type Socket } from 'node:net'
import type { Command, Dialect, Report } from '@parley/contract'
import { ClientHost } from '@parley/session-host'

/** How long a test waits for what must come, in ms: a bound for failures, not a measure. */
const TIMEOUT = 15_000

/** Later than any message. */
const FAR_FUTURE = new Date('2100-01-01T00:00:00').getTime()

/** Cuts what is to be sent into the pieces in which it is sent. */
export type Cut = (bytes: Buffer) => readonly Buffer[]

export type Heard = Extract<Report, { kind: 'heard' }>

/** A client on a real socket that speaks a dialect with that dialect’s own client side. */
export class SocketClient {
  readonly socket: Socket
  readonly reports: Report[] = []
  /** Those of the reports that are messages of others. */
  readonly #heard: Heard[] = []
  readonly #outcomes: ('done' | 'refused')[] = []
  readonly #session: ClientHost
  readonly #dialect: Dialect
  #timer: NodeJS.Timeout | undefined
  readonly #pulls: boolean
  #changed: (() => void)[] = []
  #closed = false

  /** `from`: the address of this machine that it comes from; loopback has many. */
  constructor(dialect: Dialect, options: unknown, port: number, cut?: Cut, from = '127.0.0.1') {
    this.#dialect = dialect
    this.#pulls = dialect.wire(options).pulls === true
    this.socket = connect({ host: '127.0.0.1', port, localAddress: from, noDelay: true })
    const write = (frame: Uint8Array | string) => {
      const bytes = Buffer.from(frame)
      for (const piece of cut?.(bytes) ?? [bytes]) this.socket.write(piece)
    }
    this.#session = new ClientHost(dialect, options, {
      get now() {
        return Date.now()
      },
      write,
      report: (report) => {
        this.#keep(report)
        this.#change()
      },
      malformed: () => this.socket.destroy(),
      close: () => this.socket.end(),
      wakeAt: (time) => {
        clearTimeout(this.#timer)
        this.#timer = setTimeout(() => this.#session.wake(), time - Date.now())
      },
    })
    this.socket.on('connect', () => this.#session.begin())
    this.socket.on('data', (bytes) => this.#session.push(bytes))
    this.socket.on('error', () => {})
    this.socket.on('close', () => {
      clearTimeout(this.#timer)
      this.#closed = true
      this.#change()
    })
  }

  /** Texts heard from others, `sender: text`. */
  get heard(): readonly string[] {
    return this.#heard.map(({ from, text }) => `${from}: ${text}`)
  }

  /** Forgets what was reported, and heard, until now. */
  forget(): void {
    this.reports.length = 0
    this.#heard.length = 0
  }

  /** Asks without waiting. */
  say(command: Command): boolean {
    return this.#session.ask(command)
  }

  /** Asks, and waits for what comes of it: true for done, false for refused. */
  async ask(command: Command): Promise<boolean> {
    const from = this.reports.length
    if (!this.say(command)) throw new Error(`${this.#dialect.name} cannot say ${command.kind}`)
    const outcome = (report: Report) =>
      (report.kind === 'done' || report.kind === 'refused') && report.command === command.kind
    const report = await this.find(outcome, from)
    return report.kind === 'done'
  }

  /** What has come of the messages so far. */
  get outcomes(): readonly ('done' | 'refused')[] {
    return this.#outcomes
  }

  /** Waits until the server has spoken, and logs in. */
  async login(name: string, password = `${name}'s secret`): Promise<boolean> {
    await this.find((report) => report.kind === 'ready')
    return this.ask({ kind: 'login', name, cap: 0, password })
  }

  /**
   * Waits until so many messages have been heard in all. Where the server tells only who asks, it is
   * asked again and again, for public messages from `since` on.
   */
  async hear(count: number, since = FAR_FUTURE): Promise<readonly Heard[]> {
    if (this.#pulls) {
      do await this.ask({ kind: 'historySince', since, most: 100 })
      while (this.#heard.length < count)
    } else await this.until(() => this.#heard.length >= count)
    return this.#heard
  }

  /** Waits for a report. */
  async find(wanted: (report: Report) => boolean, from = 0): Promise<Report> {
    let found: Report | undefined
    let next = from
    await this.until(() => {
      for (; next < this.reports.length && found === undefined; next++) {
        const report = this.reports[next]
        if (report !== undefined && wanted(report)) found = report
      }
      return found !== undefined
    })
    if (found === undefined) throw new Error('no such report')
    return found
  }

  /** Waits until a condition holds; looks again at each report. */
  async until(done: () => boolean): Promise<void> {
    const deadline = setTimeout(() => this.#giveUp(), TIMEOUT)
    try {
      while (!done()) {
        if (this.#closed) throw new Error(`${this.#dialect.name}: closed; ${this.#last()}`)
        await new Promise<void>((resolve) => this.#changed.push(resolve))
      }
    } finally {
      clearTimeout(deadline)
    }
  }

  #keep(report: Report): void {
    this.reports.push(report)
    if (report.kind === 'heard') this.#heard.push(report)
    if (report.kind !== 'done' && report.kind !== 'refused') return
    if (report.command === 'send' || report.command === 'broadcast')
      this.#outcomes.push(report.kind)
  }

  #giveUp(): void {
    this.socket.destroy(new Error('what had to come did not come'))
  }

  #last(): string {
    return `last reports ${JSON.stringify(this.reports.slice(-5))}`
  }

  #change(): void {
    for (const go of this.#changed.splice(0)) go()
  }
}
