import type { Socket } from 'node:net'
import type {
  Answer,
  AnswerOf,
  CloseReason,
  CommandKind,
  CommandOf,
  Event,
  Peer,
} from '@parley/contract'
import type { Seat } from '@parley/engine'
import {
  type PumpEnd,
  reasonsWithoutFarewell,
  ServerHost,
  type ServerHostLine,
} from '@parley/session-host'
import { adoptSocket } from './adopt-socket.ts'
import { LONGEST_FAREWELL, malformedInputReasons, SHORTEST_FAREWELL } from './close-reasons.ts'
import { ConnectionTap } from './connection-tap.ts'
import { type EventCause, EventQueue, type EventReceiver } from './deferred-events.ts'
import type { FloodControl } from './flood.ts'
import { Intake, type IntakeOwner } from './intake.ts'
import type { ListenerContext } from './listener-context.ts'
import { Outbox } from './outbox.ts'
import type { Frame, OutboxOwner } from './outbox-owner.ts'
import { isStrict } from './strict.ts'
import type { ConnectionInfo } from './tap.ts'
import { Visit } from './visit.ts'

/**
 * One connection: what its session runs on, and how it ends. Its `Intake` reads, its `Outbox` writes.
 */
export class Connection implements ServerHostLine, OutboxOwner, IntakeOwner, EventReceiver {
  /** The outbox asks for that right before it writes. */
  readonly sealsLater = true
  readonly info: ConnectionInfo
  readonly address: string
  readonly seal: ((frame: string) => string) | undefined
  readonly #context: ListenerContext
  readonly #socket: Socket
  readonly #host: ServerHost
  readonly #outbox: Outbox
  readonly #seat: Seat
  readonly #flood: FloodControl | undefined
  readonly #watch: ConnectionTap
  readonly #visit: Visit
  readonly #intake: Intake
  readonly #events: EventQueue
  /** Whether the session is acting because its time has come, and not for its peer. */
  #woken = false
  #reason: CloseReason | undefined
  #wakeTimer: NodeJS.Timeout | undefined
  #lastTimer: NodeJS.Timeout | undefined

  /** `address`: of ours, where the peer has connected. */
  constructor(context: ListenerContext, accepted: Socket, info: ConnectionInfo, address: string) {
    const { dialect, options, policy, limits, turn } = context
    this.#context = context
    this.info = info
    this.address = address
    this.#watch = new ConnectionTap(context.taps, info)
    this.#visit = new Visit(context.log, context.throttle, info)
    this.#socket = adoptSocket(accepted, (chunk) => this.#intake.receive(chunk))
    this.#outbox = new Outbox(this.#socket, turn, this, limits.waitingBytes, policy.pace)
    this.#events = new EventQueue(context.deferredEvents, this)
    this.#flood = context.flood.enter(info.peer.address, turn.elapsed)
    this.#seat = this.#attach()
    this.#intake = new Intake({
      owner: this,
      context,
      events: this.#events,
      socket: this.#socket,
      outbox: this.#outbox,
      seat: this.#seat,
      flood: this.#flood,
      watch: this.#watch,
    })
    // Behind all that it may use: a session may write as soon as it is made.
    const { frameBeforeLogin } = limits
    const host = new ServerHost(dialect, options, this, { flow: this.#intake, frameBeforeLogin })
    this.#host = host
    this.seal = host.seals ? (frame) => host.sealed(frame) : undefined
    this.#watchSocket()
    const loginTime = policy.loginTime || limits.loginTime
    if (loginTime > 0) this.#lastTimer = setTimeout(this.#loginTimeout, loginTime)
  }

  get peer(): Peer {
    return this.info.peer
  }

  get now(): number {
    return this.#context.turn.now
  }

  /** Lets the session speak first. */
  start(): void {
    this.#watch.opened()
    this.#host.greet()
    this.#socket.resume()
  }

  get isAsking(): boolean {
    return this.#host.isAsking
  }

  push(chunk: Uint8Array): PumpEnd {
    return this.#host.push(chunk)
  }

  pump(): PumpEnd {
    return this.#host.pump()
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
    if (this.#reason !== undefined) return
    this.#watch.command(command)
    this.#intake.asked()
    this.#context.engine.ask(this.#seat, command, then)
    if (this.#intake.ended) this.#context.engine.peerEnded(this.#seat)
  }

  answering(command: { readonly kind: CommandKind }, answer: Answer<unknown>): void {
    this.beforeSession()
    this.#watch.answer(command, answer)
    if (answer.ok) this.#note(command.kind)
  }

  answered(): void {
    this.#watch.over()
  }

  resume(): void {
    this.#intake.resume()
  }

  #note(kind: CommandKind): void {
    if (kind === 'login') this.#visit.entered(this.#seat.name, this.now)
    else if (kind === 'logout') this.#visit.left(this.#woken ? 'idle' : 'logout', this.now)
  }

  standIn(names: readonly string[], then: (ports: readonly (number | undefined)[]) => void): void {
    if (this.#reason !== undefined) return
    this.#intake.asked()
    const { callRelay, dialect, options } = this.#context
    const from = this.info.peer.address
    const requester = { seat: this.#seat, address: this.address, from, flood: this.#flood }
    callRelay.openAll(requester, names, dialect.calls, options, then)
  }

  /** The session, or the host for it, closes the connection. */
  close(reason: CloseReason): void {
    if (this.#reason !== undefined) return
    this.#reason = reason
    const { chunk } = this.#intake
    this.#intake.stop()
    if (chunk !== undefined && malformedInputReasons.has(reason)) this.#visit.unreadable(chunk)
    this.#visit.closed(reason, this.now)
    const { engine, limits } = this.#context
    clearTimeout(this.#wakeTimer)
    clearTimeout(this.#lastTimer)
    const linger = limits.lingerTime + Math.min(this.#outbox.pacedTime, LONGEST_FAREWELL)
    this.#lastTimer = setTimeout(() => this.#socket.destroy(), linger)
    engine.detach(this.#seat)
    if (reasonsWithoutFarewell.has(reason)) {
      this.#outbox.abandon()
      this.#socket.destroy()
      return
    }
    this.#outbox.finish()
    this.#socket.resume()
  }

  /** Closes for a reason of the host’s, which the session says in its dialect’s words if it can. */
  shut(reason: CloseReason): void {
    if (this.#reason !== undefined) return
    this.#context.turn.begin()
    this.#host.shut(reason)
  }

  /** Closes soon: what it has sent of a message is held until its socket has closed. */
  giveUp(): void {
    this.shut('frame-too-long')
    this.hurry(SHORTEST_FAREWELL)
  }

  /** Gives a closing connection `time` milliseconds in all, its paced output included. */
  hurry(time: number): void {
    const linger = this.#context.limits.lingerTime + Math.min(this.#outbox.pacedTime, time / 2)
    this.#outbox.hurry(time / 2)
    clearTimeout(this.#lastTimer)
    this.#lastTimer = setTimeout(() => this.#socket.destroy(), Math.min(time, linger))
  }

  wakeAt(time: number): void {
    clearTimeout(this.#wakeTimer)
    if (this.#reason !== undefined) return
    const wait = Math.max(0, time - this.now)
    this.#wakeTimer = setTimeout(() => {
      this.#context.turn.begin()
      this.#woken = true
      this.#host.wake()
      this.#woken = false
    }, wait)
  }

  wrote(data: Frame): void {
    this.#watch.bytesOut(data)
  }

  overflow(): void {
    this.#context.turn.begin()
    this.shut('slow-receiver')
  }

  eased(): void {
    this.#intake.eased()
  }

  discarded(): void {
    this.#context.turn.begin()
    this.#outbox.abandon()
    this.#host.close('store-failed')
    this.#socket.destroy()
  }

  #attach(): Seat {
    const { name, dialect, options, policy, engine, names } = this.#context
    return engine.attach({
      listener: name,
      via: dialect.name,
      peer: this.peer,
      presence: policy.presence === true,
      pulls: policy.pulls === true,
      raw: isStrict(options),
      names,
      hear: (event) => this.#hear(event),
      end: (reason) => this.shut(reason),
      failed: (error) => this.failed(error),
      stores: () => this.#outbox.stores(),
    })
  }

  #watchSocket(): void {
    this.#socket.on('end', () => this.#intake.end())
    this.#socket.on('error', () => this.shut('peer-reset'))
    this.#socket.on('close', () => {
      this.#context.turn.begin()
      this.#host.close('peer-reset')
      this.#outbox.abandon()
      clearTimeout(this.#lastTimer)
      const reason = this.#reason ?? 'peer-reset'
      this.#watch.closed(reason)
      this.#context.closed(this.info)
    })
  }

  #hear(event: Event): void {
    if (this.#reason !== undefined) return
    this.#events.add(event, event.time < this.now ? 'kept' : 'event')
  }

  deliver(event: Event, cause: EventCause): void {
    if (this.#reason !== undefined) return
    this.#watch.event(event)
    this.#outbox.about(cause)
    this.#host.hear(event)
    this.#outbox.about('answer')
    this.#watch.over()
  }

  readonly #loginTimeout = (): void => {
    if (this.#seat.member === undefined) this.shut('login-timeout')
  }

  /** Our own mistake ends this connection and no other. */
  failed(error: unknown): void {
    if (this.#reason === 'internal-error') return
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#context.log('error', `internal error: ${text}`, this.info)
    this.#host.close('internal-error')
  }
}
