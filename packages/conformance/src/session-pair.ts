import { Buffer } from 'node:buffer'
import type {
  Command,
  CommandKind,
  CommandOf,
  Dialect,
  Edited,
  Event,
  PublicMessage,
  Report,
  ServerDialect,
} from '@parley/contract'
import type { ServerHost } from '@parley/session-host'
import { Loopback } from './loopback.ts'
import { showBytes, showValue } from './notation.ts'
import { ScriptedEngine } from './scripted-engine.ts'
import { START } from './transcript.ts'

/** The user that a check logs in; a name that every dialect takes. */
export const USER = 'alice'

/** The password that goes with every login; dialects without passwords do not mind. */
export const PASSWORD = 'falcon*solo'

/** The login of somebody called so. */
export function loginAs(name: string): CommandOf<'login'> {
  return { kind: 'login', name, cap: 0, password: PASSWORD }
}

/** So many replies bring the longest text that is tried, in the smallest parts. */
const MOST_PULLS = 10_000

/** So many writes are kept to be shown. */
const MOST_SHOWN = 20

/** How a dialect is set up for a check. */
export interface Setting {
  readonly name: string
  readonly options: unknown
  /** Whether everything but the pace is as by default. */
  readonly usual: boolean
  readonly strict: boolean
}

/** A dialect’s options without its pace: what is checked here is read as a stream. */
export function setting(dialect: ServerDialect, given: object = {}): Setting {
  const all = 'pace' in dialect.optionNotes ? { ...given, pace: 0 } : given
  const strict = 'strict' in given && given.strict === true
  const usual = Object.keys(given).length === 0
  return { name: JSON.stringify(all), options: dialect.options.parse(all), usual, strict }
}

/** Nobody can log in: with what the client has reported. */
export class LoginError extends Error {}

/** How what is written arrives. */
export type Cut = (bytes: Uint8Array, from: 'client' | 'server') => Iterable<Uint8Array>

/** A dialect’s client and server with a scripted engine behind them. */
export class SessionPair {
  readonly engine = new ScriptedEngine()
  readonly pipe: Loopback
  readonly #pulls: boolean
  /** What the client has written, since the login. */
  said: Uint8Array[] = []
  readonly #exchange: string[] = []

  /** `cut`: how what is written arrives. */
  constructor(dialect: Dialect, { options }: Setting, cut: Cut = (bytes) => [bytes]) {
    this.#pulls = dialect.wire(options).pulls === true
    this.pipe = new Loopback(dialect, options, {
      ask: this.engine.ask,
      standIn: this.engine.standIn,
      cut: (bytes, from) => {
        if (from === 'client') this.said.push(Buffer.from(bytes))
        if (this.#exchange.length < MOST_SHOWN) {
          this.#exchange.push(`${from === 'client' ? 'C' : 'S'} ${showBytes(bytes, 80)}`)
        }
        return cut(bytes, from)
      },
    })
  }

  get server(): ServerHost {
    return this.pipe.server
  }

  /** The first writes of either side, as a transcript shows them. */
  get exchange(): string {
    return this.#exchange.length === 0 ? 'nothing was said' : this.#exchange.join(', ')
  }

  /** Drops what has come of it so far. */
  forget(): void {
    this.pipe.takeReports()
    this.engine.asks = []
  }

  /** Connects. Throws where the client does not get ready. */
  open(): void {
    this.pipe.open()
    this.pipe.awaitOutcome()
    const reports = this.pipe.takeReports()
    if (!reports.some((report) => report.kind === 'ready')) {
      throw new LoginError(`the client is not ready to log in: ${showValue(reports)}`)
    }
  }

  /** Logs the user in. Throws where that fails. */
  login(): void {
    const reports = this.after(loginAs(USER))
    if (!reports?.some((report) => report.kind === 'done' && report.command === 'login')) {
      throw new LoginError(`the login of ${USER} did not succeed: ${showValue(reports)}`)
    }
    this.engine.asks = []
    this.said = []
  }

  /** What the client reports when it says a command; undefined where it cannot. */
  after(command: Command): readonly Report[] | undefined {
    if (!this.pipe.say(command)) return undefined
    this.pipe.awaitOutcome()
    return this.pipe.takeReports()
  }

  /**
   * What the client reports when its server’s session hears an event. Where the server says
   * something only when it is asked, the client asks until nothing new comes.
   */
  deliver(event: Event): readonly Report[] {
    if (event.kind === 'public') this.engine.unread.push(event)
    this.pipe.hear(event)
    this.pipe.settle()
    return [...this.pipe.takeReports(), ...this.pulled()]
  }

  /** What has waited until the client asked; nothing where nothing waits for that. */
  pulled(): readonly Report[] {
    const all: Report[] = []
    for (let pulls = 0; this.#pulls && pulls < MOST_PULLS; pulls++) {
      if (!this.pipe.say({ kind: 'historySince', since: START, most: 100 })) return all
      this.pipe.awaitOutcome()
      const reports = this.pipe.takeReports().filter((report) => !isPulling(report))
      if (reports.length === 0) return all
      all.push(...reports)
    }
    this.engine.unread = []
    return all
  }
}

/** The outcome of asking for what waits. */
function isPulling(report: Report): boolean {
  const isOutcome = report.kind === 'done' || report.kind === 'refused'
  return isOutcome && report.command === 'historySince'
}

/** A pair in which nobody is logged in. */
export function strangersPair(dialect: Dialect, chosen: Setting, cut?: Cut): SessionPair {
  const pair = new SessionPair(dialect, chosen, cut)
  pair.open()
  return pair
}

/** A pair in which the user is logged in. */
export function connectedPair(dialect: Dialect, chosen: Setting, cut?: Cut): SessionPair {
  const pair = strangersPair(dialect, chosen, cut)
  pair.login()
  return pair
}

/** The writes with which a client says a command; undefined where it cannot. */
export function writesOf(
  dialect: Dialect,
  chosen: Setting,
  command: Command,
): readonly Uint8Array[] | undefined {
  const pair = beforehand(dialect, chosen, command)
  return pair.after(command) === undefined ? undefined : pair.said
}

/** The bytes with which a client says a command; undefined where it cannot. */
export function spoken(dialect: Dialect, chosen: Setting, command: Command): Buffer | undefined {
  const writes = writesOf(dialect, chosen, command)
  return writes === undefined ? undefined : Buffer.concat(writes)
}

/** What is said before a login, or is one. */
const byStrangers: readonly CommandKind[] = ['login', 'enquire']

export function isSaidByStrangers({ kind }: Command): boolean {
  return byStrangers.includes(kind)
}

/** A pair in which the command may be said: by a stranger, or by the user. */
export function beforehand(dialect: Dialect, chosen: Setting, command: Command): SessionPair {
  return isSaidByStrangers(command)
    ? strangersPair(dialect, chosen)
    : connectedPair(dialect, chosen)
}

/** A message to the user, to one or to everyone. */
export function message(kind: 'direct' | 'public', from: string, text: string): Event {
  return kind === 'direct' ? { kind, id: 1, time: START, from, to: USER, text } : posted(from, text)
}

/** A message to everyone. */
export function posted(from: string, text: string, number = 1): PublicMessage {
  return { kind: 'public', id: number, time: START, number, from, text }
}

/** The first public message has been given another text. */
export function edited(from: string, text: string): Edited {
  return { kind: 'edited', time: START, message: { ...posted(from, text), edited: true } }
}
