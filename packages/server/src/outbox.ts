import type { ByteStream } from './adopt-socket.ts'
import { Backlog } from './backlog.ts'
import type { EventCause } from './deferred-events.ts'
import type { DeliveryDelays } from './delivery-delays.ts'
import { encoded, joinedFrames } from './joined-frames.ts'
import type { Frame, OutboxOwner, WritePolicy } from './outbox-owner.ts'
import { type PacedOutput, Pacer } from './pacer.ts'
import { RecentFrames } from './recent-frames.ts'
import type { Gathering, Turn } from './turn.ts'

/** The most frames in a turn that are each written alone; real clients break on joined ones. */
const WRITTEN_ALONE = 2

/**
 * Where a dialect has no pace, a burst of more frames than WRITTEN_ALONE and at most this many is
 * written frame by frame, because clients of people show one line for each read. A longer one is
 * joined into one write.
 */
export const LONGEST_SPREAD = 8

/** The time between two writes of such a burst, in milliseconds. */
const SPREAD = 20

/** So many of the largest messages that have come may always wait for a receiver. */
export const LARGEST_MESSAGES = 4

/** A receiver that takes nothing at all for so long, while something waits, is gone: in ms. */
export const STALLED = 60_000

/** More than this is handed to the socket block by block, so that what it has taken is known. */
const MOST_AT_ONCE = 256 * 1024

/**
 * What goes out on one connection. The frames of a turn are gathered; at its end one or two are a
 * write each, some more are spread over a few writes, many are joined and written once, and while the
 * socket has not taken an earlier write everything is packed behind it.
 */
export class Outbox implements Gathering, PacedOutput {
  readonly #socket: ByteStream
  readonly #turn: Turn
  readonly #owner: OutboxOwner
  readonly #pace: number
  readonly #delays: DeliveryDelays | undefined
  readonly #joins: boolean
  #limit: number
  #pacer: Pacer | undefined
  #frames: Frame[] = []
  #cause: 'answer' | EventCause = 'answer'
  #commands = 0
  #answers = 0
  #kept = 0
  /** The length of what is written about one event or command. */
  #message = 0
  #largest: number
  readonly #recent = new RecentFrames(LONGEST_SPREAD)
  #backlog: Backlog | undefined
  #state: 'open' | 'finishing' | 'finished' = 'open'
  #blocked = false
  #stored = false
  #stallWatch: 'off' | 'on' = 'off'

  constructor(
    socket: ByteStream,
    turn: Turn,
    owner: OutboxOwner,
    limit: number,
    { pace, joins }: WritePolicy,
    delays?: DeliveryDelays,
  ) {
    this.#socket = socket
    this.#turn = turn
    this.#owner = owner
    this.#limit = limit
    this.#largest = limit / LARGEST_MESSAGES
    this.#pace = pace
    this.#joins = joins
    this.#delays = delays
  }

  /** What is written from now on is about this. */
  about(cause: 'answer' | EventCause): void {
    this.#cause = cause
    this.#message = 0
  }

  /** What is written from now on is about one command more of this turn. */
  aboutCommand(): void {
    this.#commands += 1
    this.about('answer')
  }

  /** What was written last is a delivery of a message that was read at that time. */
  delivered(readAt: number): void {
    this.#delays?.add(readAt, this.#frames.length)
  }

  /** One frame more for the end of this turn. */
  add(frame: Frame): void {
    if (this.#frames.length === 0 && !this.#stored) this.#turn.gather(this)
    this.#frames.push(frame)
    if (this.#cause === 'answer') this.#answers += 1
    else if (this.#cause === 'kept') this.#kept += 1
    this.#message += frame.length
    if (this.#message > this.#largest) this.#grow()
    this.#turn.weigh(frame.length)
  }

  /** What its connection is answered in this turn holds only if the turn is committed. */
  stores(): void {
    if (this.#stored) return
    this.#stored = true
    if (this.#frames.length === 0) this.#turn.gather(this)
  }

  get hasStored(): boolean {
    return this.#stored
  }

  /** Whether so much waits that its receiver should be given no more to ask for. */
  get heavy(): boolean {
    const waiting = this.#unsent + this.waitingForPace
    return waiting > 0 && waiting > this.#limit / 4
  }

  flush(): void {
    const frames = this.#frames
    this.#frames = []
    this.#stored = false
    if (this.#state === 'finished') return
    if (this.#pace > 0 || this.#mustSpread(frames)) {
      const pacer = this.#paced()
      this.#delays?.wait(pacer.waiting)
      pacer.add(frames, { answers: this.#answers, kept: this.#kept })
      this.#judge()
    } else this.#delays?.written()
    this.#commands = 0
    this.#answers = 0
    this.#kept = 0
    this.#message = 0
    this.#finishWhenEmpty()
  }

  discard(): void {
    this.#frames = []
    this.#stored = false
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
    return this.#pacer?.timeFor(this.#frames.length) ?? this.#frames.length * this.#pace
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
    this.#delays?.clear()
  }

  /** Whether the socket has not taken an earlier write. */
  get blocked(): boolean {
    return this.#blocked
  }

  /** What the socket does not take. */
  get #unsent(): number {
    return this.#blocked ? this.waitingForSocket + (this.#pacer?.excess ?? 0) : 0
  }

  /** Bytes that the socket has not taken. */
  get waitingForSocket(): number {
    return this.#socket.writableLength + (this.#backlog?.length ?? 0)
  }

  /** What waits for the pace, in characters or bytes. */
  get waitingForPace(): number {
    return this.#pacer?.length ?? 0
  }

  #seal(frame: Frame): Frame {
    const { seal } = this.#owner
    return seal === undefined || typeof frame !== 'string' ? frame : seal(frame)
  }

  /** A larger message than any before: four of them may wait. */
  #grow(): void {
    this.#largest = this.#message
    this.#limit = LARGEST_MESSAGES * this.#largest
  }

  #paced(): Pacer {
    const pace = this.#pace || SPREAD
    this.#pacer ??= new Pacer(pace, this.#limit, this.#turn, this)
    return this.#pacer
  }

  /** Writes the frames of a turn where the dialect has no pace, unless they are to be spread. */
  #mustSpread(frames: readonly Frame[]): boolean {
    if (!this.#joins) {
      this.#putEach(frames)
      return false
    }
    const lately = this.#recent.add(frames.length, this.#turn.elapsed)
    const waits = this.#pacer !== undefined && this.#pacer.waiting > 0
    const joins = lately > LONGEST_SPREAD || this.#commands > WRITTEN_ALONE || this.#blocked
    if (waits && joins) this.#pacer?.sendAll(frames)
    else if (waits) return true
    else if (frames.length <= WRITTEN_ALONE) this.#putEach(frames)
    else if (joins) this.#putJoined(frames)
    else return true
    return false
  }

  /** For the pacer: one write of frames whose time has come. */
  send(frames: readonly Frame[]): void {
    if (this.#joins && frames.length > WRITTEN_ALONE) this.#putJoined(frames)
    else this.#putEach(frames)
    this.#delays?.sent(frames.length)
    this.#finishWhenEmpty()
    this.#owner.eased()
  }

  #putEach(frames: readonly Frame[]): void {
    for (const frame of frames) this.#put(encoded(this.#seal(frame), this.#turn.encoding))
  }

  #putJoined(frames: readonly Frame[]): void {
    const sealed = this.#owner.seal === undefined ? frames : frames.map((one) => this.#seal(one))
    for (const data of joinedFrames(sealed, this.#turn.encoding)) this.#put(data)
  }

  #put(data: Frame): void {
    if (this.#state === 'finished') return
    if (this.#blocked || data.length > MOST_AT_ONCE) {
      this.#backlog ??= new Backlog()
      this.#backlog.add(data)
      if (!this.#blocked) this.#writeBacklog()
    } else this.#write(data)
    this.#judge()
  }

  #judge(): void {
    if (this.#blocked && this.#unsent > this.#limit) this.#owner.overflow()
  }

  #write(data: Frame): void {
    this.#owner.wrote(data)
    this.#socket.write(data, this.#written)
    this.#blocked = this.#socket.writableLength > 0
    if (this.#blocked && this.#stallWatch === 'off') {
      this.#stallWatch = 'on'
      this.#socket.setTimeout?.(STALLED, () => this.#endStalled())
    }
  }

  /** The socket has moved nothing in either direction: see `net.Socket.setTimeout`. */
  #endStalled(): void {
    if (this.#unsent > 0) this.#owner.overflow()
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
    this.#pacer?.eased()
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
