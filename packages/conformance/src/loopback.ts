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
    return this.client.isOpen && this.client.ask(command)
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

  /** Lets time pass until no session waits for any. */
  settle(): void {
    for (let wakes = 0; wakes < MOST_WAKES; wakes++) {
      const server = this.#serverWakes ?? Number.POSITIVE_INFINITY
      const client = this.#clientWakes ?? Number.POSITIVE_INFINITY
      const next = Math.min(server, client)
      if (next === Number.POSITIVE_INFINITY) return
      this.now = Math.max(this.now, next)
      if (server <= client) {
        this.#serverWakes = undefined
        this.server.wake()
      } else {
        this.#clientWakes = undefined
        this.client.wake()
      }
    }
    throw new Error(`a session wants to be woken more than ${MOST_WAKES} times`)
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

  #clientLine({ cut, report }: LoopbackEnd): ClientLine {
    const pipe = this
    return {
      get now() {
        return pipe.now
      },
      report: report ?? ((made) => this.reports.push(made)),
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
