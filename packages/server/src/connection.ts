import { type CloseReason, closeReasons, type Event } from '@parley/contract'
import type { Seat } from '@parley/engine'
import { type PumpEnd, reasonsWithoutFarewell, ServerHost } from '@parley/session-host'
import { adoptSocket, type ByteStream } from './adopt-socket.ts'
import { attachSeat, type SeatOwner } from './attach-seat.ts'
import { isClientHello } from './client-hello.ts'
import { LONGEST_FAREWELL, malformedInputReasons, SHORTEST_FAREWELL } from './close-reasons.ts'
import { ConnectionTap } from './connection-tap.ts'
import { type DialectCounts, increase, type Origin } from './counts.ts'
import { type EventCause, EventQueue, type EventReceiver } from './deferred-events.ts'
import { DeliveryDelays } from './delivery-delays.ts'
import { Intake, type IntakeOwner } from './intake.ts'
import type { ListenerContext } from './listener-context.ts'
import { LONGEST_SPREAD, Outbox } from './outbox.ts'
import type { Frame, OutboxOwner } from './outbox-owner.ts'
import { type LineOwner, SessionLine } from './session-line.ts'
import type { ConnectionInfo } from './tap.ts'
import { Visit } from './visit.ts'

/**
 * One connection: how it begins, and how it ends. Its `Intake` reads, its `Outbox` writes; its
 * `SessionLine` is what its session can do.
 */
export class Connection implements LineOwner, OutboxOwner, IntakeOwner, EventReceiver, SeatOwner {
  readonly info: ConnectionInfo
  readonly address: string
  readonly seal: ((frame: string) => string) | undefined
  readonly #context: ListenerContext
  readonly #socket: ByteStream
  readonly #host: ServerHost
  readonly #outbox: Outbox
  readonly #seat: Seat
  readonly #watch: ConnectionTap
  readonly #visit: Visit
  readonly #intake: Intake
  readonly #line: SessionLine
  readonly #events: EventQueue
  #reason: CloseReason | undefined
  #lastTimer: NodeJS.Timeout | undefined

  /** `address`: of ours, where the peer has connected. */
  constructor(
    context: ListenerContext,
    accepted: ByteStream,
    info: ConnectionInfo,
    address: string,
  ) {
    const { dialect, options, policy, limits, turn, counts } = context
    this.#context = context
    this.info = info
    this.address = address
    this.#watch = new ConnectionTap(context.taps, info)
    this.#watch.pulls = policy.pulls === true
    this.#visit = new Visit(context.log, context.throttle, info)
    let receive = (first: Uint8Array): void => {
      receive = (chunk) => this.#intake.receive(chunk)
      if (context.transport === 'tcp' && isClientHello(first)) this.#refuseTls()
      else receive(first)
    }
    this.#socket = adoptSocket(accepted, (chunk) => receive(chunk))
    const longest = policy.pace > 0 ? Number.POSITIVE_INFINITY : LONGEST_SPREAD
    const { waitingBytes } = limits
    const delays = counts && new DeliveryDelays(counts.gateway.delays, context.writeClock, longest)
    const writes = { pace: policy.pace, joins: context.transport === 'tcp' }
    this.#outbox = new Outbox(this.#socket, turn, this, waitingBytes, writes, delays)
    if (counts !== undefined) counts.opened += 1
    this.#events = new EventQueue(context.deferredEvents, this)
    const flood = context.flood.enter(info.peer.address, turn.elapsed)
    this.#seat = attachSeat(context, this)
    const parts = {
      owner: this,
      context,
      events: this.#events,
      socket: this.#socket,
      outbox: this.#outbox,
      seat: this.#seat,
      flood,
      watch: this.#watch,
    }
    this.#intake = new Intake(parts)
    this.#line = new SessionLine({ ...parts, intake: this.#intake, visit: this.#visit })
    // Behind all that it may use: a session may write as soon as it is made.
    const settings = { flow: this.#intake, frameBeforeLogin: limits.frameBeforeLogin }
    const host = new ServerHost(dialect, options, this.#line, settings)
    this.#host = host
    this.#watch.seals = host.seals
    this.seal = host.seals ? (frame) => this.#sealed(frame) : undefined
    this.#watchSocket()
    const loginTime = policy.loginTime || limits.loginTime
    if (loginTime > 0) this.#lastTimer = setTimeout(() => this.#endLoginTime(), loginTime)
  }

  /** Of the user, while logged in. */
  get name(): string | undefined {
    return this.#seat.member === undefined ? undefined : this.#seat.name
  }

  /** Whether all that has been read was carried out, as far as the splitter can tell. */
  get isBetween(): boolean {
    return !this.#host.isAsking && !this.#host.isAmid && !this.#intake.waits
  }

  /** What it has not been sent yet: what its socket has not taken, and what waits for its dialect's pace. */
  get waiting(): { readonly forSocket: number; readonly forPace: number } {
    return { forSocket: this.#outbox.waitingForSocket, forPace: this.#outbox.waitingForPace }
  }

  get isClosed(): boolean {
    return this.#reason !== undefined
  }

  #sealed(frame: string): string {
    const sealed = this.#host.sealed(frame)
    this.#watch.sealed(frame, sealed)
    return sealed
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

  wakeSession(): void {
    this.#host.wake()
  }

  /** The session, or the host for it, closes the connection. */
  close(reason: CloseReason): void {
    if (this.#reason !== undefined) return
    this.#reason = reason
    const { chunk } = this.#intake
    this.#intake.stop()
    if (chunk !== undefined && malformedInputReasons.has(reason)) this.#visit.unreadable(chunk)
    this.#visit.closed(reason, this.#context.turn.now)
    const { engine, limits, counts } = this.#context
    if (counts !== undefined) increase(counts.closed, reason)
    this.#line.noWake()
    clearTimeout(this.#lastTimer)
    const linger = limits.lingerTime + Math.min(this.#outbox.pacedTime, LONGEST_FAREWELL)
    this.#lastTimer = setTimeout(() => this.#socket.destroy(), linger)
    engine.detach(this.#seat, closeReasons[reason])
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

  #refuseTls(): void {
    this.#visit.speaksTls()
    this.shut('malformed')
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

  stores(): void {
    this.#outbox.stores()
  }

  hear(event: Event): void {
    if (this.#reason !== undefined) return
    const { engine, counts } = this.#context
    this.#events.add(event, event.time < engine.now ? 'kept' : 'event', counts?.gateway.origin)
  }

  deliver(event: Event, cause: EventCause, origin: Origin | undefined): void {
    if (this.#reason !== undefined) return
    this.#watch.event(event)
    this.#outbox.about(cause)
    this.#host.hear(event)
    const { counts } = this.#context
    if (counts !== undefined) this.#count(counts, event, origin)
    this.#outbox.about('answer')
    this.#watch.over()
  }

  /** Without an origin it is what had waited in a mailbox. */
  #count(counts: DialectCounts, { kind }: Event, origin: Origin | undefined): void {
    if (kind !== 'direct' && kind !== 'public') return
    if (origin === undefined) {
      counts.deliveredKept += 1
      return
    }
    counts.deliveredFrom(origin.sender)
    if (this.#context.policy.pulls !== true) this.#outbox.delivered(origin.readAt)
  }

  #endLoginTime(): void {
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
