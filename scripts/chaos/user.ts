import { connect, type Socket } from 'node:net'
import type { Command, CommandKind, Dialect, Report } from '@parley/contract'
import { ClientHost } from '../../packages/session-host/src/index.ts'

/** The most bytes of one message of a server that are read. */
const BOUND = 16 * 1024 * 1024

const PASSWORD = 'chaos-secret'

/** Where a dialect is spoken, and the address of this machine that the connection comes from. */
export interface Place {
  readonly dialect: Dialect
  readonly port: number
  readonly from: string
}

/** What a user tells whoever drives it. */
export interface UserOwner {
  heard(text: string): void
  /** The connection has ended, whoever ended it. */
  closed(): void
}

type Outcome = 'done' | 'refused' | 'cannot be said'

type Then = (outcome: Outcome, words: string) => void

/** Opens a connection to a place. */
export function connectTo({ port, from }: Place): Socket {
  const socket = connect({ host: '127.0.0.1', port, localAddress: from, noDelay: true })
  socket.on('error', () => {})
  return socket
}

/** A user on a socket of its own who speaks with the dialect's own client session. */
export class User {
  readonly #socket: Socket
  readonly #owner: UserOwner
  readonly #session: ClientHost
  /** What waits for the outcome of a command, oldest first. */
  readonly #waiting = new Map<CommandKind, Then[]>()
  #ready: (() => void) | undefined
  #recorded: Buffer[] | undefined
  #timer: NodeJS.Timeout | undefined
  #state: 'open' | 'released' | 'closed' = 'open'

  constructor(place: Place, owner: UserOwner) {
    const { dialect } = place
    const options = dialect.options.parse({})
    this.#owner = owner
    this.#socket = connectTo(place)
    this.#session = new ClientHost(
      dialect,
      options,
      {
        get now() {
          return Date.now()
        },
        write: (frame) => this.#write(frame),
        report: (report) => this.#take(report),
        malformed: () => this.#socket.destroy(),
        close: () => this.#socket.end(),
        wakeAt: (time) => this.#wakeAt(time),
      },
      BOUND,
    )
    this.#socket.on('connect', () => this.#session.begin())
    this.#socket.on('data', this.#read)
    this.#socket.on('close', () => this.#closed())
  }

  /** Waits until the server is ready to be spoken to, then logs in. */
  login(name: string, then: Then): void {
    this.#ready = () => this.ask({ kind: 'login', name, cap: 0, password: PASSWORD }, then)
  }

  /** Says a command; `then` gets what came of it, unless the connection ends before. */
  ask(command: Command, then: Then): void {
    if (this.#state !== 'open') return
    const waiting = this.#waiting.get(command.kind) ?? []
    this.#waiting.set(command.kind, waiting)
    waiting.push(then)
    if (this.#session.ask(command)) return
    waiting.splice(waiting.indexOf(then), 1)
    then('cannot be said', '')
  }

  /** Says a command once; `then` is given the bytes that were written for it. */
  record(command: Command, then: (bytes: Buffer) => void): void {
    this.#recorded = []
    this.ask(command, () => {
      const bytes = Buffer.concat(this.#recorded ?? [])
      this.#recorded = undefined
      then(bytes)
    })
  }

  /** Gives the bare socket: the session has no part in it any more. */
  release(): Socket {
    this.#state = 'released'
    this.#session.shut()
    clearTimeout(this.#timer)
    this.#socket.off('data', this.#read)
    return this.#socket
  }

  destroy(): void {
    this.#socket.destroy()
  }

  /** Ends the connection without a goodbye, in the way of a program that is killed. */
  reset(): void {
    this.#socket.resetAndDestroy()
  }

  #write(frame: Uint8Array | string): void {
    this.#recorded?.push(Buffer.from(frame))
    this.#socket.write(frame)
  }

  #take(report: Report): void {
    if (report.kind === 'heard') return this.#owner.heard(report.text)
    if (report.kind === 'ready') {
      const ready = this.#ready
      this.#ready = undefined
      ready?.()
    } else if (report.kind === 'done' || report.kind === 'refused') {
      if (report.command === undefined) return
      const then = this.#waiting.get(report.command)?.shift()
      then?.(report.kind, report.kind === 'refused' ? report.text : '')
    }
  }

  readonly #read = (bytes: Buffer): void => {
    this.#session.push(bytes)
  }

  #wakeAt(time: number): void {
    clearTimeout(this.#timer)
    if (this.#state !== 'open' || !Number.isFinite(time)) return
    this.#timer = setTimeout(() => this.#session.wake(), time - Date.now())
  }

  #closed(): void {
    clearTimeout(this.#timer)
    this.#state = 'closed'
    this.#owner.closed()
  }
}
