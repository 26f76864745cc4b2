import type { CloseReason } from '@parley/contract'
import type { Seat } from '@parley/engine'
import type { FrameFlow, PumpEnd } from '@parley/session-host'
import type { ByteStream } from './adopt-socket.ts'
import type { ConnectionTap } from './connection-tap.ts'
import type { Origin } from './counts.ts'
import type { EventQueue } from './deferred-events.ts'
import type { FloodControl } from './flood.ts'
import type { ListenerContext } from './listener-context.ts'
import type { Outbox } from './outbox.ts'
import { ReadQuota } from './read-quota.ts'
import type { Unfinished } from './unfinished.ts'

/**
 * Read while an answer is waited for, so that a peer’s end is noticed, in bytes. Past it nothing more
 * is read before the answer.
 */
export const READ_AHEAD = 4096

/**
 * A read of so many bytes, in a turn that has worked long enough already while many wait for the next,
 * is looked at in a later turn.
 * Of many connections each of which has sent much, cutting what was read takes longer than a turn; a
 * read of what a person has typed is smaller, and never waits for them.
 */
const LARGE_READ = 16 * 1024

/** The connection that an intake belongs to. */
export interface IntakeOwner {
  /** Whether the session waits for an answer. */
  readonly isAsking: boolean
  /** Carries out the frames of a chunk. */
  push(chunk: Uint8Array): PumpEnd
  /** Carries out frames that wait. */
  pump(): PumpEnd
  /** Closes for a reason of the host’s. */
  shut(reason: CloseReason): void
  /** Closes soon, because of what it has sent of an unfinished message. */
  giveUp(): void
}

/** What an intake works with, which all belongs to one connection. */
export interface IntakeParts {
  readonly owner: IntakeOwner
  readonly context: ListenerContext
  readonly socket: ByteStream
  readonly outbox: Outbox
  readonly seat: Seat
  readonly flood: FloodControl | undefined
  readonly watch: ConnectionTap
  readonly events: EventQueue
}

/**
 * The reading of one connection: when it is read, how much of a turn it has, and when it has to wait
 * for its answers, its rate or its receiver.
 */
export class Intake implements FrameFlow {
  readonly #owner: IntakeOwner
  readonly #context: ListenerContext
  readonly #socket: ByteStream
  readonly #outbox: Outbox
  readonly #seat: Seat
  readonly #flood: FloodControl | undefined
  readonly #watch: ConnectionTap
  readonly #events: EventQueue
  readonly #share: ReadQuota
  readonly #unfinished: Unfinished
  /** Of what was read last, where that is counted. */
  #origin: Origin | undefined
  #stopped = false
  /** Bytes that were read while an answer was waited for. */
  #readAhead = 0
  #chunk: Uint8Array | undefined
  #reading: 'flowing' | 'held' | 'ended' = 'flowing'
  /** Frames are being carried out just now. */
  #isPumping = false
  /** Has had its share of a turn and waits for a later one. */
  #resting = false
  #floodTimer: NodeJS.Timeout | undefined
  /** Was read, and is looked at in a later turn. */
  #postponed: Uint8Array | undefined

  constructor(parts: IntakeParts) {
    this.#owner = parts.owner
    this.#context = parts.context
    this.#socket = parts.socket
    this.#outbox = parts.outbox
    this.#seat = parts.seat
    this.#flood = parts.flood
    this.#watch = parts.watch
    this.#events = parts.events
    this.#share = new ReadQuota(parts.context.turn)
    this.#unfinished = parts.context.unfinished.enter({
      address: parts.seat.present.peer.address,
      limited: parts.flood !== undefined,
      close: () => parts.owner.giveUp(),
    })
  }

  /** What is being read just now. */
  get chunk(): Uint8Array | undefined {
    return this.#chunk
  }

  /** Whether something that was read has to wait. */
  get waits(): boolean {
    return this.#resting || this.#postponed !== undefined || this.#floodTimer !== undefined
  }

  /** Whether the peer says no more. */
  get ended(): boolean {
    return this.#reading === 'ended'
  }

  /** The session has asked something, and no frame is carried out before the answer. */
  asked(): void {
    this.#unfinished.finish()
  }

  /** The session has written something. */
  said(): void {
    if (this.#isPumping) this.#unfinished.finish()
  }

  receive(chunk: Uint8Array): void {
    if (this.#stopped) return
    const { turn, counts } = this.#context
    turn.begin()
    if (counts !== undefined) this.#origin = { sender: counts, readAt: turn.time() }
    this.#watch.bytesIn(chunk)
    this.#flood?.read(chunk.length)
    // A datagram is never unfinished.
    if (this.#context.transport === 'tcp') this.#unfinished.read(chunk.length)
    this.#readAhead = this.#owner.isAsking ? this.#readAhead + chunk.length : 0
    const enough = this.#share.read(chunk.length)
    if (this.#postpone(chunk)) return
    // A paused socket may still deliver what it had begun to read.
    const before = this.#takePostponed()
    if (before !== undefined) this.#read(before)
    this.#read(chunk)
    if (enough && !this.#stopped && this.#reading === 'flowing') this.#rest()
  }

  #postpone(chunk: Uint8Array): boolean {
    const { turn } = this.#context
    if (chunk.length < LARGE_READ || !turn.spent || !turn.crowded || this.#resting) return false
    if (!turn.postponed.add(chunk.length)) return false
    // A copy, which `slice` of a Buffer is not: the buffer is shared by all connections.
    this.#postponed = new Uint8Array(chunk)
    this.#rest()
    return true
  }

  /** What was postponed, which no longer counts. */
  #takePostponed(): Uint8Array | undefined {
    const chunk = this.#postponed
    this.#postponed = undefined
    if (chunk !== undefined) this.#context.turn.postponed.remove(chunk.length)
    return chunk
  }

  #read(chunk: Uint8Array): void {
    this.#chunk = chunk
    this.#pump(chunk)
    this.#chunk = undefined
  }

  /** The peer says no more; what it has said is still carried out. */
  end(): void {
    this.#context.turn.begin()
    if (!this.#stopped) this.#watch.ended()
    this.#reading = 'ended'
    this.#context.engine.peerEnded(this.#seat)
    this.#pump()
  }

  /** No frame is carried out any more. */
  stop(): void {
    this.#stopped = true
    this.#takePostponed()
    this.#unfinished.finish()
    clearTimeout(this.#floodTimer)
  }

  /** Goes on behind what was waited for. */
  resume(): void {
    this.#context.turn.begin()
    if (!this.#stopped && !this.#isPumping) this.#pump()
  }

  /** The outbox takes more again. */
  eased(): void {
    if (this.#reading !== 'flowing') this.resume()
  }

  /** Lets the others have their turn. */
  #rest(): void {
    this.#hold()
    this.#resting = true
    this.#context.turn.afterwards(this.#rested)
  }

  readonly #rested = (): void => {
    this.#resting = false
    const chunk = this.#takePostponed()
    if (chunk === undefined || this.#stopped) return this.resume()
    this.#context.turn.begin()
    this.#read(chunk)
  }

  /** Carries out frames until there are no more, or until this connection has to wait. */
  #pump(chunk?: Uint8Array): void {
    this.#share.begin()
    this.#isPumping = true
    const end = this.#carryOut(chunk)
    this.#isPumping = false
    this.#share.end()
    if (this.#stopped) return
    if (end === 'starved') this.#flow()
    else if (end === 'resting') this.#rest()
    else if (end === 'blocked' && !this.#onlyAsks()) this.#hold()
  }

  #carryOut(chunk: Uint8Array | undefined): PumpEnd {
    const gateway = this.#context.counts?.gateway
    const before = gateway?.origin
    if (gateway !== undefined) gateway.origin = this.#origin
    const end = chunk === undefined ? this.#owner.pump() : this.#owner.push(chunk)
    if (gateway !== undefined) gateway.origin = before
    return end
  }

  /** A frame is about to be carried out. */
  taking(frame: unknown): void {
    this.#events.catchUp()
    this.#flood?.tookCommand()
    this.#outbox.aboutCommand()
    this.#watch.frame(frame)
  }

  /** A frame was carried out. */
  took(): void {
    const { turn } = this.#context
    this.#share.worked()
    if (!turn.full) return
    turn.end()
    this.#share.exhaust()
  }

  /** Whether it has had its share of this turn. */
  get mustRest(): boolean {
    return this.#share.spent
  }

  /** Whether it waits for nothing but an answer, and may read on meanwhile. */
  #onlyAsks(): boolean {
    if (this.#resting || this.#floodTimer !== undefined || this.#outbox.heavy) return false
    return this.#readAhead < READ_AHEAD
  }

  /** Whether a frame may be carried out now, an unanswered ask aside. */
  get canTake(): boolean {
    if (this.#resting || this.#floodTimer !== undefined || this.#outbox.heavy) return false
    const wait = this.#flood?.wait(this.#context.turn.elapsed) ?? 0
    if (wait === 0) return true
    this.#floodTimer = setTimeout(() => {
      this.#floodTimer = undefined
      this.resume()
    }, wait)
    return false
  }

  #hold(): void {
    if (this.#reading !== 'flowing') return
    this.#reading = 'held'
    this.#socket.pause()
  }

  #flow(): void {
    if (this.#reading === 'ended') return this.#owner.shut('peer-ended')
    this.#unfinished.wait()
    if (this.#reading !== 'held') return
    this.#reading = 'flowing'
    this.#socket.resume()
  }
}
