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
  readonly #parts: LineParts
  /** Whether the session is acting because its time has come, and not for its peer. */
  #woken = false
  #wakeTimer: NodeJS.Timeout | undefined

  constructor(parts: LineParts) {
    this.#parts = parts
    this.address = parts.owner.address
    this.peer = parts.owner.info.peer
  }

  get now(): number {
    return this.#parts.context.turn.now
  }

  /** Events that were put off come before whatever else happens. */
  beforeSession(): void {
    this.#parts.context.turn.begin()
    this.#parts.events.catchUp()
  }

  write(frame: Frame): void {
    this.#parts.intake.said()
    this.#parts.watch.written(frame)
    this.#parts.outbox.add(frame)
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    const { owner, watch, intake, context, seat } = this.#parts
    if (owner.isClosed) return
    watch.command(command)
    intake.asked()
    context.engine.ask(seat, command, then)
    if (intake.ended) context.engine.peerEnded(seat)
  }

  answering(command: { readonly kind: CommandKind }, answer: Answer<unknown>): void {
    this.beforeSession()
    this.#parts.watch.answer(command, answer)
    if (answer.ok) this.#note(command.kind)
  }

  answered(): void {
    this.#parts.watch.over()
  }

  resume(): void {
    this.#parts.intake.resume()
  }

  standIn(names: readonly string[], then: (ports: readonly (number | undefined)[]) => void): void {
    const { owner, intake, seat, flood } = this.#parts
    if (owner.isClosed) return
    intake.asked()
    const { callRelay, dialect, options } = this.#parts.context
    const requester = { seat, address: this.address, from: this.peer.address, flood }
    callRelay.openAll(requester, names, dialect.calls, options, then)
  }

  wakeAt(time: number): void {
    this.noWake()
    if (this.#parts.owner.isClosed) return
    const wake = () => {
      this.#parts.context.turn.begin()
      this.#woken = true
      this.#parts.owner.wakeSession()
      this.#woken = false
    }
    this.#wakeTimer = setTimeout(wake, Math.max(0, time - this.now))
  }

  /** The session is not woken any more. */
  noWake(): void {
    clearTimeout(this.#wakeTimer)
  }

  close(reason: CloseReason): void {
    this.#parts.owner.close(reason)
  }

  failed(error: unknown): void {
    this.#parts.owner.failed(error)
  }

  #note(kind: CommandKind): void {
    const { visit, seat } = this.#parts
    if (kind === 'login') visit.entered(seat.name, this.now)
    else if (kind === 'logout') visit.left(this.#woken ? 'idle' : 'logout', this.now)
  }
}
