import { Buffer } from 'node:buffer'
import type { Socket } from 'node:net'
import type { CloseReason } from '@parley/contract'
import { Backlog } from './backlog.ts'
import { Pacer } from './pacer.ts'
import type { Gathering, Turn } from './turn.ts'

export type Frame = Uint8Array | string

/** What an outbox asks of the connection that it belongs to. */
export interface OutboxOwner {
  /** Called with a string frame right before it is sent, where the dialect asks for that. */
  readonly seal: ((frame: string) => string) | undefined
  /** One write to the socket is made of these bytes. */
  wrote(data: Frame): void
  /** More waits than the limit allows. */
  overflow(reason: CloseReason): void
  /** What waited has become less. */
  eased(): void
  /** The turn's output could not be committed. */
  discarded(): void
}

/** The most frames in a turn that are each written alone; real clients break on joined ones. */
const WRITTEN_ALONE = 2

/** A receiver that takes nothing at all for so long, while something waits, is gone: in ms. */
export const STALLED = 60_000

/** More than this is handed to the socket block by block, so that what it has taken is known. */
const MOST_AT_ONCE = 256 * 1024

/**
 * What goes out on one connection. The frames of a turn are gathered; at its end one or two are a
 * write each, more are joined and written once, and while the socket has not taken an earlier write
 * everything is packed behind it.
 */
export class Outbox implements Gathering {
  readonly #socket: Socket
  readonly #turn: Turn
  readonly #owner: OutboxOwner
  readonly #limit: number
  readonly #pacer: Pacer | undefined
  #frames: Frame[] = []
  #backlog: Backlog | undefined
  #state: 'open' | 'finishing' | 'finished' = 'open'
  #blocked = false
  #stallWatch: 'off' | 'on' = 'off'

  constructor(socket: Socket, turn: Turn, owner: OutboxOwner, limit: number, pace: number) {
    this.#socket = socket
    this.#turn = turn
    this.#owner = owner
    this.#limit = limit
    this.#pacer = pace > 0 ? new Pacer(pace, turn, (frame) => this.#sendPaced(frame)) : undefined
  }

  /** One frame more for the end of this turn. */
  add(frame: Frame): void {
    if (this.#frames.length === 0) this.#turn.gather(this)
    this.#frames.push(frame)
    this.#turn.weigh(frame.length)
  }

  /** This turn's end is waited for, though nothing is written in it. */
  await(): void {
    if (this.#frames.length === 0) this.#turn.gather(this)
  }

  /** Whether so much waits that its receiver should be given no more to ask for. */
  get heavy(): boolean {
    const waiting = this.#unsent + (this.#pacer?.length ?? 0)
    return waiting > 0 && waiting > this.#limit / 4
  }

  flush(): void {
    const frames = this.#frames
    this.#frames = []
    if (this.#state === 'finished') return
    if (this.#pacer !== undefined) this.#pace(frames, this.#pacer)
    else if (frames.length <= WRITTEN_ALONE)
      for (const frame of frames) this.#put(this.#seal(frame))
    else this.#put(this.#joined(frames))
    this.#finishWhenEmpty()
  }

  discard(): void {
    this.#frames = []
    this.#owner.discarded()
  }

  /** Sends what is still to be sent, then ends the socket’s writing side. */
  finish(): void {
    if (this.#state !== 'open') return
    this.#state = 'finishing'
    this.#turn.gather(this)
  }

  /** The milliseconds that the dialect’s pace asks for what waits, at the least. */
  get pacedTime(): number {
    return this.#pacer?.timeFor(this.#frames.length) ?? 0
  }

  /** What waits for the dialect’s pace is sent within `time` milliseconds. */
  hurry(time: number): void {
    this.#pacer?.hurry(time)
  }

  /** Nothing more is sent. */
  abandon(): void {
    this.#state = 'finished'
    this.#frames = []
    this.#backlog = undefined
    this.#pacer?.clear()
  }

  /** What waits for the dialect’s pace is not sent any more. */
  forgetPaced(): void {
    this.#pacer?.clear()
  }

  get #unsent(): number {
    return this.#blocked ? this.#socket.writableLength + (this.#backlog?.length ?? 0) : 0
  }

  #seal(frame: Frame): Frame {
    const { seal } = this.#owner
    return seal === undefined || typeof frame !== 'string' ? frame : seal(frame)
  }

  #joined(frames: readonly Frame[]): Frame {
    const sealed = this.#owner.seal === undefined ? frames : frames.map((one) => this.#seal(one))
    if (sealed.every((one) => typeof one === 'string')) return sealed.join('')
    return Buffer.concat(sealed.map((one) => (typeof one === 'string' ? Buffer.from(one) : one)))
  }

  #pace(frames: readonly Frame[], pacer: Pacer): void {
    pacer.add(frames)
    if (pacer.length > this.#limit) this.#owner.overflow('pace-backlog')
  }

  #sendPaced(frame: Frame): void {
    this.#put(this.#seal(frame))
    this.#finishWhenEmpty()
    this.#owner.eased()
  }

  #put(data: Frame): void {
    if (this.#state === 'finished') return
    if (this.#blocked || data.length > MOST_AT_ONCE) {
      this.#backlog ??= new Backlog()
      this.#backlog.add(data)
      if (!this.#blocked) this.#writeBacklog()
    } else this.#write(data)
    if (this.#blocked && this.#unsent > this.#limit) this.#owner.overflow('slow-receiver')
  }

  #write(data: Frame): void {
    this.#owner.wrote(data)
    this.#socket.write(data, this.#written)
    this.#blocked = this.#socket.writableLength > 0
    if (this.#blocked && this.#stallWatch === 'off') {
      this.#stallWatch = 'on'
      this.#socket.setTimeout(STALLED, this.#stalled)
    }
  }

  /** The socket has moved nothing in either direction: see `net.Socket.setTimeout`. */
  readonly #stalled = (): void => {
    if (this.#unsent > 0) this.#owner.overflow('slow-receiver')
  }

  #writeBacklog(): void {
    while (this.#backlog !== undefined && !this.#blocked) {
      this.#write(this.#backlog.take())
      if (this.#backlog.length === 0) this.#backlog = undefined
    }
  }

  readonly #written = (): void => {
    if (!this.#blocked || this.#socket.writableLength > 0) return
    this.#blocked = false
    this.#writeBacklog()
    this.#finishWhenEmpty()
    this.#owner.eased()
  }

  #finishWhenEmpty(): void {
    if (this.#state !== 'finishing' || this.#blocked || (this.#pacer?.length ?? 0) > 0) return
    if (this.#frames.length > 0) return
    this.#state = 'finished'
    this.#socket.end()
  }
}
