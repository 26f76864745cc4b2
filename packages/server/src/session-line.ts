import type { Answer, AnswerOf, CloseReason, CommandKind, CommandOf, Peer } from '@parley/contract'
import type { Seat } from '@parley/engine'
import type { ServerHostLine } from '@parley/session-host'
import type { ConnectionTap } from './connection-tap.ts'
import type { EventQueue } from './deferred-events.ts'
import type { FloodControl } from './flood.ts'
import type { Intake } from './intake.ts'
import type { ListenerContext } from './listener-context.ts'
import type { Outbox } from './outbox.ts'
import type { Frame } from './outbox-owner.ts'
import type { ConnectionInfo } from './tap.ts'
import type { Visit } from './visit.ts'

/** The connection that a session's line belongs to. */
export interface LineOwner {
  readonly info: ConnectionInfo
  /** Of ours, where the peer has connected. */
  readonly address: string
  readonly isClosed: boolean
  wakeSession(): void
  close(reason: CloseReason): void
  failed(error: unknown): void
}

/** What a connection is made of, as far as its session comes by it. */
export interface LineParts {
  readonly owner: LineOwner
  readonly context: ListenerContext
  readonly events: EventQueue
  readonly outbox: Outbox
  readonly intake: Intake
  readonly seat: Seat
  readonly flood: FloodControl | undefined
  readonly watch: ConnectionTap
  readonly visit: Visit
}

/** What the session of a connection can do: write, ask, be woken, and close. */
export class SessionLine implements ServerHostLine {
  /** The outbox asks for that right before it writes. */
  readonly sealsLater = true
  readonly address: string
  readonly peer: Peer
  readonly #owner: LineOwner
  readonly #context: ListenerContext
  readonly #events: EventQueue
  readonly #outbox: Outbox
  readonly #intake: Intake
  readonly #seat: Seat
  readonly #flood: FloodControl | undefined
  readonly #watch: ConnectionTap
  readonly #visit: Visit
  /** Whether the session is acting because its time has come, and not for its peer. */
  #woken = false
  #wakeTimer: NodeJS.Timeout | undefined

  constructor(parts: LineParts) {
    const { owner } = parts
    this.address = owner.address
    this.peer = owner.info.peer
    this.#owner = owner
    this.#context = parts.context
    this.#events = parts.events
    this.#outbox = parts.outbox
    this.#intake = parts.intake
    this.#seat = parts.seat
    this.#flood = parts.flood
    this.#watch = parts.watch
    this.#visit = parts.visit
  }

  get now(): number {
    return this.#context.turn.now
  }

  /** Events that were put off come before whatever else happens. */
  beforeSession(): void {
    this.#context.turn.begin()
    this.#events.catchUp()
  }

  write(frame: Frame): void {
    this.#intake.said()
    this.#watch.written(frame)
    this.#outbox.add(frame)
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    if (this.#owner.isClosed) return
    this.#watch.command(command)
    this.#intake.asked()
    const { engine, counts } = this.#context
    const hearsKept = counts !== undefined && command.kind === 'login'
    if (!hearsKept) engine.ask(this.#seat, command, then)
    else counts.gateway.during(undefined, () => engine.ask(this.#seat, command, then))
    if (this.#intake.ended) engine.peerEnded(this.#seat)
  }

  answering(command: { readonly kind: CommandKind }, answer: Answer<unknown>): void {
    this.beforeSession()
    this.#watch.answer(command, answer)
    if (answer.ok) this.#note(command.kind)
    this.#context.counts?.answered(command.kind, answer)
  }

  answered({ kind }: { readonly kind: CommandKind }, { ok }: Answer<unknown>): void {
    this.#watch.over()
    const { engine, loginNotice } = this.#context
    if (kind === 'login' && ok && loginNotice !== undefined) engine.notify(this.#seat, loginNotice)
  }

  resume(): void {
    this.#intake.resume()
  }

  standIn(names: readonly string[], then: (ports: readonly (number | undefined)[]) => void): void {
    if (this.#owner.isClosed) return
    this.#intake.asked()
    const { callRelay, dialect, options } = this.#context
    const from = this.peer.address
    const { info: connection } = this.#owner
    const of = { seat: this.#seat, connection, flood: this.#flood }
    const requester = { ...of, address: this.address, from }
    callRelay.openAll(requester, names, dialect.calls, options, then)
  }

  wakeAt(time: number): void {
    this.noWake()
    if (this.#owner.isClosed) return
    const wake = () => {
      this.#context.turn.begin()
      this.#woken = true
      this.#owner.wakeSession()
      this.#woken = false
    }
    this.#wakeTimer = setTimeout(wake, Math.max(0, time - this.now))
  }

  /** The session is not woken any more. */
  noWake(): void {
    clearTimeout(this.#wakeTimer)
  }

  close(reason: CloseReason): void {
    this.#owner.close(reason)
  }

  failed(error: unknown): void {
    this.#owner.failed(error)
  }

  #note(kind: CommandKind): void {
    if (kind === 'login') this.#visit.entered(this.#seat.name, this.now)
    else if (kind === 'rename') this.#visit.renamed(this.#seat.name)
    else if (kind === 'logout') this.#visit.left(this.#woken ? 'idle' : 'logout', this.now)
  }
}
