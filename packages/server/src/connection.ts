import type { Socket } from 'node:net'
import {
  type AnswerOf,
  type CloseReason,
  type CommandKind,
  type CommandOf,
  type Dialect,
  type Event,
  type Line,
  Malformed,
  NEED_MORE,
  type Peer,
  type ServerSession,
  type Splitter,
  type WirePolicy,
} from '@parley/contract'
import type { Engine, Seat } from '@parley/engine'
import type { Admission } from './admission.ts'
import { isLoopback } from './admission.ts'
import { adopt } from './adopt.ts'
import { Allowance } from './allowance.ts'
import type { Limits } from './limits.ts'
import type { Log } from './log.ts'
import { type Frame, Outbox, type OutboxOwner } from './outbox.ts'
import type { ConnectionInfo, TapSocket } from './tap.ts'
import type { Turn } from './turn.ts'

/** What the connections of one listener share. */
export interface Reception {
  readonly name: string
  readonly dialect: Dialect
  readonly options: unknown
  readonly policy: WirePolicy
  /** Whether the dialect can say who comes and goes. */
  readonly presence: boolean
  readonly limits: Limits
  readonly admission: Admission
  readonly engine: Engine
  readonly turn: Turn
  readonly taps: TapSocket
  readonly log: Log
  closed(connection: Connection): void
}

/** Closed without a word: the peer would not read it, or our side cannot be trusted to say it. */
const silent: ReadonlySet<CloseReason> = new Set(['slow-receiver', 'peer-reset', 'internal-error'])
/** Said by the session itself, or by nobody. */
const ownClosing: ReadonlySet<CloseReason> = new Set(['logout', 'peer-ended'])

/**
 * One connection: the loop that takes bytes to the splitter, frames to the session and the
 * session's writes to the outbox, one frame at a time and none while an ask is unanswered.
 */
export class Connection implements Line, OutboxOwner {
  readonly info: ConnectionInfo
  readonly seal: ((frame: string) => string) | undefined
  readonly #reception: Reception
  readonly #socket: Socket
  readonly #splitter: Splitter<unknown>
  readonly #session: ServerSession<unknown>
  readonly #outbox: Outbox
  readonly #seat: Seat
  readonly #allowance: Allowance | undefined
  #asking = 0
  #reading: 'flowing' | 'held' | 'ended' = 'flowing'
  #pumping = false
  #reason: CloseReason | undefined
  /** The engine’s id of the message that is being told or answered just now. */
  #about: number | undefined
  #wakeTimer: NodeJS.Timeout | undefined
  #floodTimer: NodeJS.Timeout | undefined
  #lastTimer: NodeJS.Timeout | undefined

  constructor(reception: Reception, accepted: Socket, info: ConnectionInfo) {
    const { dialect, options, policy, limits, engine, turn } = reception
    this.#reception = reception
    this.info = info
    this.#splitter = dialect.splitter(options)
    this.#socket = adopt(accepted, (chunk) => this.#receive(chunk))
    const waiting = Math.max(limits.waitingBytes, 4 * policy.maxFrame)
    this.#outbox = new Outbox(this.#socket, turn, this, waiting, policy.pace)
    const exempt = limits.exemptLoopback && isLoopback(info.peer.address)
    this.#allowance =
      limits.floodRate > 0 && !exempt
        ? new Allowance(limits.floodBurst, limits.floodRate, turn.now)
        : undefined
    this.#seat = engine.attach({
      listener: reception.name,
      via: dialect.name,
      peer: info.peer,
      presence: reception.presence,
      hear: (event) => this.#hear(event),
    })
    const session = dialect.serve(this, options)
    this.#session = session
    this.seal = session.seal === undefined ? undefined : (frame) => session.seal?.(frame) ?? frame
    this.#watchSocket()
    const loginTime = policy.loginTime || limits.loginTime
    if (loginTime > 0) this.#lastTimer = setTimeout(this.#loginTimeout, loginTime)
  }

  get peer(): Peer {
    return this.info.peer
  }

  get now(): number {
    return this.#reception.turn.now
  }

  /** The name that the connection is logged in under. */
  get user(): string | undefined {
    return this.#seat.member?.name
  }

  /** Lets the session speak first. */
  start(): void {
    this.#reception.taps.tap?.({ kind: 'opened', at: this.info })
    this.#guarded(() => this.#session.greet())
    this.#socket.resume()
  }

  write(frame: Frame): void {
    const { tap } = this.#reception.taps
    if (tap !== undefined) tap({ kind: 'written', at: this.info, frame, ...this.#concerning() })
    this.#outbox.add(frame)
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    const { engine, taps } = this.#reception
    if (this.#reason !== undefined) return
    taps.tap?.({ kind: 'command', at: this.info, command })
    this.#asking += 1
    engine.ask(this.#seat, command, (answer) => {
      this.#asking -= 1
      if (this.#reason !== undefined) return
      if (taps.tap === undefined) then(answer)
      else this.#answerTapped(command, answer, then)
      if (!this.#pumping) this.#resume()
    })
  }

  close(reason: CloseReason): void {
    if (this.#reason !== undefined) return
    this.#reason = reason
    const { engine, limits } = this.#reception
    clearTimeout(this.#wakeTimer)
    clearTimeout(this.#floodTimer)
    clearTimeout(this.#lastTimer)
    this.#lastTimer = setTimeout(() => this.#socket.destroy(), limits.lingerTime)
    engine.leave(this.#seat)
    if (silent.has(reason)) {
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
    this.#reception.turn.begin()
    if (!silent.has(reason) && !ownClosing.has(reason)) {
      this.#guarded(() => this.#session.hear({ kind: 'farewell', reason, time: this.now }))
    }
    this.close(reason)
  }

  /** Gives a closing connection `time` milliseconds in all, its paced output included. */
  hurry(time: number): void {
    this.#outbox.hurry(time)
    clearTimeout(this.#lastTimer)
    this.#lastTimer = setTimeout(() => this.#socket.destroy(), time)
  }

  wakeAt(time: number): void {
    clearTimeout(this.#wakeTimer)
    if (this.#reason !== undefined) return
    const wait = Math.max(0, time - this.now)
    this.#wakeTimer = setTimeout(() => {
      this.#reception.turn.begin()
      this.#guarded(() => this.#session.wake(this.now))
    }, wait)
  }

  wrote(data: Frame): void {
    const { tap } = this.#reception.taps
    if (tap === undefined) return
    const bytes = typeof data === 'string' ? Buffer.from(data) : data
    tap({ kind: 'bytes-out', at: this.info, bytes })
  }

  overflow(reason: CloseReason): void {
    if (reason === 'pace-backlog') this.#outbox.forgetPaced()
    this.#reception.turn.begin()
    this.shut(reason)
  }

  eased(): void {
    if (this.#reading !== 'flowing') this.#resume()
  }

  discarded(): void {
    this.#outbox.abandon()
    this.close('store-failed')
    this.#socket.destroy()
  }

  #watchSocket(): void {
    this.#socket.on('end', () => {
      this.#reception.turn.begin()
      this.#reading = 'ended'
      this.#guarded(() => this.#pump())
    })
    this.#socket.on('error', () => this.shut('peer-reset'))
    this.#socket.on('close', () => {
      this.#reception.turn.begin()
      this.close('peer-reset')
      clearTimeout(this.#lastTimer)
      const reason = this.#reason ?? 'peer-reset'
      this.#reception.taps.tap?.({ kind: 'closed', at: this.info, reason })
      this.#reception.log('debug', `closed: ${reason}`, this.info)
      this.#reception.closed(this)
    })
  }

  #receive(chunk: Uint8Array): void {
    if (this.#reason !== undefined) return
    const { turn, taps } = this.#reception
    turn.begin()
    taps.tap?.({ kind: 'bytes-in', at: this.info, bytes: Uint8Array.from(chunk) })
    this.#splitter.push(chunk)
    try {
      this.#pump()
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Takes frames until there are no more, or until this connection has to wait. */
  #pump(): void {
    const { turn, policy, limits } = this.#reception
    this.#pumping = true
    try {
      while (this.#reason === undefined) {
        if (this.#mustWait()) return this.#hold()
        const loggedIn = this.#seat.member !== undefined
        const frame = this.#splitter.next(loggedIn ? policy.maxFrame : limits.frameBeforeLogin)
        if (frame === NEED_MORE) return this.#flow()
        if (frame instanceof Malformed) return this.shut(frame.reason)
        this.#take(frame)
        if (turn.full) turn.end()
      }
    } finally {
      this.#pumping = false
    }
  }

  #take(frame: unknown): void {
    const { tap } = this.#reception.taps
    if (tap !== undefined) tap({ kind: 'frame', at: this.info, frame })
    this.#session.take(frame)
  }

  #mustWait(): boolean {
    if (this.#asking > 0 || this.#floodTimer !== undefined || this.#outbox.heavy) return true
    const wait = this.#allowance?.take(this.now) ?? 0
    if (wait === 0) return false
    this.#floodTimer = setTimeout(() => {
      this.#floodTimer = undefined
      this.#resume()
    }, wait)
    return true
  }

  #hold(): void {
    if (this.#reading !== 'flowing') return
    this.#reading = 'held'
    this.#socket.pause()
  }

  #flow(): void {
    if (this.#reading === 'ended') this.shut('peer-ended')
    if (this.#reading !== 'held') return
    this.#reading = 'flowing'
    this.#socket.resume()
  }

  #resume(): void {
    this.#reception.turn.begin()
    if (this.#reason === undefined && !this.#pumping) this.#guarded(() => this.#pump())
  }

  #hear(event: Event): void {
    if (this.#reason !== undefined) return
    const { tap } = this.#reception.taps
    try {
      if (tap === undefined) this.#session.hear(event)
      else {
        this.#about = 'id' in event ? event.id : undefined
        tap({ kind: 'event', at: this.info, event, ...this.#concerning() })
        this.#session.hear(event)
        this.#about = undefined
      }
    } catch (error) {
      this.#fail(error)
    }
  }

  #answerTapped<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    answer: AnswerOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    this.#about = answer.ok ? messageIn(answer.value) : undefined
    this.#reception.taps.tap?.({
      kind: 'answer',
      at: this.info,
      command,
      answer,
      ...this.#concerning(),
    })
    then(answer)
    this.#about = undefined
  }

  #concerning(): { readonly message?: number } {
    return this.#about === undefined ? {} : { message: this.#about }
  }

  readonly #loginTimeout = (): void => {
    if (this.#seat.member === undefined) this.shut('login-timeout')
  }

  #guarded(action: () => void): void {
    try {
      action()
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Our own mistake ends this connection and no other. */
  #fail(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#reception.log('error', `internal error: ${text}`, this.info)
    this.close('internal-error')
  }
}

/** The id of the chat message in an answer’s value, where there is one. */
function messageIn(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if ('id' in value && typeof value.id === 'number') return value.id
  return 'message' in value ? messageIn(value.message) : undefined
}
