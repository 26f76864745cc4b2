import type { Socket } from 'node:net'
import {
  type AnswerOf,
  type CloseReason,
  type CommandKind,
  type CommandOf,
  type Event,
  type Line,
  Malformed,
  NEED_MORE,
  type Peer,
  type ServerSession,
  type Splitter,
} from '@parley/contract'
import type { Seat } from '@parley/engine'
import { adopt } from './adopt.ts'
import { ownClosing, silent, unreadable } from './closing.ts'
import type { FloodControl } from './flood.ts'
import { type Frame, Outbox, type OutboxOwner } from './outbox.ts'
import type { Reception } from './reception.ts'
import { Share } from './share.ts'
import { isStrict } from './strict.ts'
import type { ConnectionInfo } from './tap.ts'
import { Visit } from './visit.ts'
import { Watch } from './watch.ts'

/** How long a closing connection may still be sent what waits for its pace, in milliseconds. */
export const LONGEST_FAREWELL = 60_000

/**
 * Read while an answer is waited for, so that a peer’s end is noticed, in bytes. Past it nothing more
 * is read before the answer.
 */
export const READ_AHEAD = 4096

/**
 * One connection: the loop that takes bytes to the splitter, frames to the session and the
 * session's writes to the outbox, one frame at a time and none while an ask is unanswered.
 */
export class Connection implements Line, OutboxOwner {
  readonly info: ConnectionInfo
  readonly address: string
  readonly seal: ((frame: string) => string) | undefined
  readonly #reception: Reception
  readonly #socket: Socket
  readonly #splitter: Splitter<unknown>
  readonly #session: ServerSession<unknown>
  readonly #outbox: Outbox
  readonly #seat: Seat
  readonly #flood: FloodControl | undefined
  readonly #watch: Watch
  readonly #visit: Visit
  readonly #share: Share
  #asking = 0
  /** Bytes that were read while an answer was waited for. */
  #readAhead = 0
  /** What is being read just now. */
  #chunk: Uint8Array | undefined
  /** Whether the session is acting because its time has come, and not for its peer. */
  #woken = false
  #reading: 'flowing' | 'held' | 'ended' = 'flowing'
  #pumping = false
  /** Has had its share of a turn and waits for a later one. */
  #resting = false
  /** A frame that was cut and not yet carried out. */
  #next: unknown = NEED_MORE
  #reason: CloseReason | undefined
  #wakeTimer: NodeJS.Timeout | undefined
  #floodTimer: NodeJS.Timeout | undefined
  #lastTimer: NodeJS.Timeout | undefined

  /** `address`: of ours, where the peer has connected. */
  constructor(reception: Reception, accepted: Socket, info: ConnectionInfo, address: string) {
    const { name, dialect, options, policy, limits, engine, turn, presence } = reception
    this.#reception = reception
    this.info = info
    this.address = address
    this.#watch = new Watch(reception.taps, info)
    this.#visit = new Visit(reception.log, reception.throttle, info)
    this.#splitter = dialect.splitter(options)
    this.#socket = adopt(accepted, (chunk) => this.#receive(chunk))
    this.#outbox = new Outbox(this.#socket, turn, this, limits.waitingBytes, policy.pace)
    this.#flood = reception.flood.enter(info.peer.address, turn.elapsed)
    this.#share = new Share(turn)
    const hear = (event: Event) => this.#hear(event)
    const { peer } = info
    const pulls = policy.pulls === true
    this.#seat = engine.attach({
      ...{ listener: name, via: dialect.name, peer, presence, pulls, hear },
      raw: isStrict(options),
      names: reception.names,
      end: (reason) => this.shut(reason),
      failed: (error) => this.#fail(error),
      stores: () => this.#outbox.stores(),
    })
    const session = dialect.serve(this, options)
    this.#session = session
    this.seal = session.seal === undefined ? undefined : (frame) => this.#sealed(frame)
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

  /** Lets the session speak first. */
  start(): void {
    this.#watch.opened()
    this.#guarded(() => this.#session.greet())
    this.#socket.resume()
  }

  write(frame: Frame): void {
    this.#watch.written(frame)
    this.#outbox.add(frame)
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    if (this.#reason !== undefined) return
    this.#watch.command(command)
    this.#asking += 1
    this.#reception.engine.ask(this.#seat, command, (answer) => {
      this.#asking -= 1
      if (this.#reason !== undefined) return
      if (!this.#pumping) this.#reception.turn.begin()
      this.#watch.answer(command, answer)
      if (answer.ok) this.#note(command.kind)
      if (this.#pumping) then(answer)
      else this.#guarded(() => then(answer))
      this.#watch.over()
      if (!this.#pumping) this.#resume()
    })
    if (this.#reading === 'ended') this.#reception.engine.peerEnded(this.#seat)
  }

  #note(kind: CommandKind): void {
    if (kind === 'login') this.#visit.entered(this.#seat.name, this.now)
    else if (kind === 'logout') this.#visit.left(this.#woken ? 'idle' : 'logout', this.now)
  }

  standIn(names: readonly string[], then: (ports: readonly (number | undefined)[]) => void): void {
    if (this.#reason !== undefined) return
    this.#asking += 1
    const { switchboard, dialect, options } = this.#reception
    const from = this.info.peer.address
    const requester = { seat: this.#seat, address: this.address, from, flood: this.#flood }
    switchboard.openAll(requester, names, dialect.calls, options, (ports) => {
      this.#asking -= 1
      if (this.#reason !== undefined) return
      if (!this.#pumping) this.#reception.turn.begin()
      this.#guarded(() => then(ports))
      if (!this.#pumping) this.#resume()
    })
  }

  close(reason: CloseReason): void {
    if (this.#reason !== undefined) return
    this.#reason = reason
    if (this.#chunk !== undefined && unreadable.has(reason)) this.#visit.unreadable(this.#chunk)
    this.#visit.closed(reason, this.now)
    const { engine, limits } = this.#reception
    clearTimeout(this.#wakeTimer)
    clearTimeout(this.#floodTimer)
    clearTimeout(this.#lastTimer)
    const linger = limits.lingerTime + Math.min(this.#outbox.pacedTime, LONGEST_FAREWELL)
    this.#lastTimer = setTimeout(() => this.#socket.destroy(), linger)
    engine.detach(this.#seat)
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
    const linger = this.#reception.limits.lingerTime + Math.min(this.#outbox.pacedTime, time / 2)
    this.#outbox.hurry(time / 2)
    clearTimeout(this.#lastTimer)
    this.#lastTimer = setTimeout(() => this.#socket.destroy(), Math.min(time, linger))
  }

  wakeAt(time: number): void {
    clearTimeout(this.#wakeTimer)
    if (this.#reason !== undefined) return
    const wait = Math.max(0, time - this.now)
    this.#wakeTimer = setTimeout(() => {
      this.#reception.turn.begin()
      this.#woken = true
      this.#guarded(() => this.#session.wake(this.now))
      this.#woken = false
    }, wait)
  }

  wrote(data: Frame): void {
    this.#watch.bytesOut(data)
  }

  overflow(): void {
    this.#reception.turn.begin()
    this.shut('slow-receiver')
  }

  eased(): void {
    if (this.#reading !== 'flowing') this.#resume()
  }

  discarded(): void {
    this.#reception.turn.begin()
    this.#outbox.abandon()
    this.close('store-failed')
    this.#socket.destroy()
  }

  #sealed(frame: string): string {
    try {
      return this.#session.seal?.(frame) ?? frame
    } catch (error) {
      this.#fail(error)
      return ''
    }
  }

  #watchSocket(): void {
    this.#socket.on('end', () => {
      this.#reception.turn.begin()
      this.#reading = 'ended'
      this.#reception.engine.peerEnded(this.#seat)
      this.#guarded(() => this.#pump())
    })
    this.#socket.on('error', () => this.shut('peer-reset'))
    this.#socket.on('close', () => {
      this.#reception.turn.begin()
      this.close('peer-reset')
      this.#outbox.abandon()
      clearTimeout(this.#lastTimer)
      const reason = this.#reason ?? 'peer-reset'
      this.#watch.closed(reason)
      this.#reception.closed(this.info)
    })
  }

  #receive(chunk: Uint8Array): void {
    if (this.#reason !== undefined) return
    this.#reception.turn.begin()
    this.#watch.bytesIn(chunk)
    this.#flood?.read(chunk.length)
    this.#readAhead = this.#asking > 0 ? this.#readAhead + chunk.length : 0
    const enough = this.#share.read(chunk.length)
    this.#chunk = chunk
    try {
      this.#splitter.push(chunk)
      this.#pump()
    } catch (error) {
      this.#fail(error)
    }
    this.#chunk = undefined
    if (enough && this.#reading === 'flowing') this.#rest()
  }

  /** Lets the others have their turn. */
  #rest(): void {
    this.#hold()
    this.#resting = true
    this.#reception.turn.afterwards(this.#rested)
  }

  readonly #rested = (): void => {
    this.#resting = false
    this.#resume()
  }

  /** Takes frames until there are no more, or until this connection has to wait. */
  #pump(): void {
    this.#pumping = true
    this.#share.begin()
    try {
      while (this.#reason === undefined) {
        if (this.#mustWait()) return this.#onlyAsks() ? undefined : this.#hold()
        const frame = this.#cut()
        if (frame === NEED_MORE) return this.#flow()
        if (frame instanceof Malformed) return this.shut(frame.reason)
        if (this.#share.spent) {
          this.#next = frame
          return this.#rest()
        }
        this.#carryOut(frame)
      }
    } finally {
      this.#share.end()
      this.#pumping = false
    }
  }

  #cut(): unknown {
    const next = this.#next
    this.#next = NEED_MORE
    if (next !== NEED_MORE) return next
    const { policy, limits } = this.#reception
    const loggedIn = this.#seat.member !== undefined
    return this.#splitter.next(loggedIn ? policy.maxFrame : limits.frameBeforeLogin)
  }

  #carryOut(frame: unknown): void {
    const { turn } = this.#reception
    this.#flood?.tookCommand()
    this.#outbox.aboutCommand()
    this.#watch.frame(frame)
    this.#session.take(frame)
    this.#share.worked()
    if (!turn.full) return
    turn.end()
    this.#share.exhaust()
  }

  /** Whether it waits for nothing but an answer, and may read on meanwhile. */
  #onlyAsks(): boolean {
    if (this.#resting || this.#floodTimer !== undefined || this.#outbox.heavy) return false
    return this.#readAhead < READ_AHEAD
  }

  #mustWait(): boolean {
    if (this.#resting || this.#asking > 0 || this.#floodTimer !== undefined) return true
    if (this.#outbox.heavy) return true
    const wait = this.#flood?.wait(this.#reception.turn.elapsed) ?? 0
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
    try {
      this.#watch.event(event)
      this.#outbox.about(event.time < this.now ? 'kept' : 'event')
      this.#session.hear(event)
      this.#outbox.about('answer')
      this.#watch.over()
    } catch (error) {
      this.#fail(error)
    }
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
    if (this.#reason === 'internal-error') return
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#reception.log('error', `internal error: ${text}`, this.info)
    this.close('internal-error')
  }
}
