import type {
  ClientLine,
  CloseReason,
  Command,
  Dialect,
  Event,
  Line,
  Peer,
  Report,
} from '@parley/contract'
import { ClientHost, ServerHost } from '@parley/session-host'
import { bytesOf } from './frame-bytes.ts'
import { portsFor } from './stand-in-ports.ts'
import { START } from './transcript.ts'

/** What a pipe is attached to. */
export interface LoopbackEnd {
  /** The engine, real or scripted. */
  readonly ask: Line['ask']
  readonly peer?: Peer
  /** Gives places for calls; without it they are at ports from 50001 on, at once. */
  readonly standIn?: Line['standIn']
  /** Called once when the server’s side has closed, whoever wanted it. */
  closed?(reason: CloseReason): void
  /** Cuts what one side has written into the pieces in which it arrives. */
  cut?(bytes: Uint8Array, from: 'client' | 'server'): Iterable<Uint8Array>
  /** Takes each report of the client as it comes. Without it they are kept in `reports`. */
  report?(report: Report): void
}

/** How often `settle` lets a session be woken. */
const MOST_WAKES = 1000

/** So long `settle` waits for the greeting, or for a command that has no outcome yet, in milliseconds. */
const ANSWER_TIME = 60_000

/** So long it goes on where nothing is waited for: what a session writes with a pace arrives. */
const QUIET_TIME = 1000

const NEVER = Number.POSITIVE_INFINITY

const atOnce: Line['standIn'] = (names, then) => then(portsFor(names))

const LOCALHOST: Peer = { address: '127.0.0.1', port: 40001 }

/**
 * A dialect’s client and its server’s side, joined in memory: the client’s bytes go to the server’s
 * splitter and session, the server’s writes to the client’s. Everything happens before a call
 * returns; time stands still until `settle` or `now` moves it. It has no pace: give options with
 * `pace: 0` where the client keeps one, or call `settle`.
 *
 * @example
 * const pipe = new Loopback(dialect, options, { ask: (command, then) => engine.ask(seat, command, then) })
 * pipe.open()
 * pipe.say({ kind: 'login', name: 'alice', cap: 0 })
 * pipe.hear({ kind: 'direct', id: 1, time: 0, from: 'bob', to: 'alice', text: 'hi' })
 * pipe.reports // ready, done login, heard 'hi' from bob
 */
export class Loopback {
  now = START
  /** What the client has reported, since `takeReports` was called last. */
  reports: Report[] = []
  readonly server: ServerHost
  readonly client: ClientHost
  #isReady = false
  /** Commands that were said and have no outcome yet. */
  #unanswered = 0
  #serverWakes: number | undefined
  #clientWakes: number | undefined

  constructor(dialect: Dialect, options: unknown, attached: LoopbackEnd) {
    this.server = new ServerHost(dialect, options, this.#serverLine(attached))
    this.client = new ClientHost(dialect, options, this.#clientLine(attached))
  }

  /** Connects: the server greets, the client begins. */
  open(): void {
    this.server.greet()
    this.client.begin()
  }

  /** Has the client say a command. False: the dialect cannot say it. */
  say(command: Command): boolean {
    if (!this.client.isOpen) return false
    this.#unanswered += 1
    const isSaid = this.client.ask(command)
    if (!isSaid) this.#unanswered -= 1
    return isSaid
  }

  /** Tells the server’s session what the engine tells it. */
  hear(event: Event): void {
    this.server.hear(event)
  }

  /** What has been reported since this was called last. */
  takeReports(): readonly Report[] {
    const { reports } = this
    this.reports = []
    return reports
  }

  /**
   * Lets time pass until no session wants to be woken, or for a second: what a session writes with a
   * pace arrives. Before that, as `awaitOutcome`.
   */
  settle(): void {
    this.awaitOutcome()
    this.#pass(QUIET_TIME, () => true)
  }

  /**
   * Lets time pass while the greeting or the outcome of a command is waited for, for at most a minute;
   * it stands still while the engine owes an answer. Sessions with a keep-alive or an idle timeout, which
   * want to be woken for ever, are woken only as often as that takes.
   */
  awaitOutcome(): void {
    this.#pass(ANSWER_TIME, () => this.#isWaiting)
  }

  /** Wakes sessions in their order within `most` milliseconds; after the present moment, while `mayPass`. */
  #pass(most: number, mayPass: () => boolean): void {
    const end = this.now + most
    for (let wakes = 0; wakes < MOST_WAKES; wakes++) {
      const next = Math.min(this.#serverWakes ?? NEVER, this.#clientWakes ?? NEVER)
      if (next > end || next === NEVER || this.server.isAsking) return
      if (next > this.now && !mayPass()) return
      this.now = Math.max(this.now, next)
      this.#wakeNext()
    }
    throw new Error(`a session wants to be woken more than ${MOST_WAKES} times`)
  }

  get #isWaiting(): boolean {
    return this.client.isOpen && (!this.#isReady || this.#unanswered > 0)
  }

  #wakeNext(): void {
    if ((this.#serverWakes ?? NEVER) <= (this.#clientWakes ?? NEVER)) {
      this.#serverWakes = undefined
      this.server.wake()
    } else {
      this.#clientWakes = undefined
      this.client.wake()
    }
  }

  #report(report: Report): void {
    if (report.kind === 'ready') this.#isReady = true
    const isOutcome = report.kind === 'done' || report.kind === 'refused'
    if (isOutcome && report.command !== undefined && this.#unanswered > 0) this.#unanswered -= 1
  }

  #serverLine({ ask, peer = LOCALHOST, standIn = atOnce, closed, cut }: LoopbackEnd): Line {
    const pipe = this
    return {
      peer,
      address: LOCALHOST.address,
      get now() {
        return pipe.now
      },
      ask,
      standIn,
      write: (frame) => {
        const bytes = bytesOf(frame)
        if (cut === undefined) this.client.push(bytes)
        else for (const piece of cut(bytes, 'server')) this.client.push(piece)
      },
      close: (reason) => {
        this.#serverWakes = undefined
        this.client.shut()
        closed?.(reason)
      },
      wakeAt: (time) => {
        this.#serverWakes = time
      },
    }
  }

  #clientLine({ cut, report = (made) => this.reports.push(made) }: LoopbackEnd): ClientLine {
    const pipe = this
    return {
      get now() {
        return pipe.now
      },
      report: (made) => {
        this.#report(made)
        report(made)
      },
      write: (frame) => {
        const bytes = bytesOf(frame)
        if (cut === undefined) this.server.push(bytes)
        else for (const piece of cut(bytes, 'client')) this.server.push(piece)
      },
      close: () => {
        this.#clientWakes = undefined
        this.server.shut('peer-ended')
      },
      wakeAt: (time) => {
        this.#clientWakes = time
      },
    }
  }
}
