import type { FeedRecord, ServerMessage } from '../../protocol.ts'
import { PendingFrames } from './pending-frames.ts'
import { type Frame, frameOf, Reads, Writes } from './stream.ts'

/** Somebody at one end of a wire, as long as the page remembers it. */
export interface Peer {
  readonly connection: number
  readonly dialect: string
  readonly address: string
  readonly port: number
  readonly since: number
  /** The gateway has opened it itself, to check that listener. */
  readonly check?: true
  name: string | undefined
  /** When and why the connection was closed. */
  closed: { readonly time: number; readonly reason: string } | undefined
}

/** One message of the gateway, on all wires that the page has seen, or frames that no message came of. */
export interface Message {
  /** The gateway’s own; of what was refused it is below 0. */
  readonly id: number
  /** Whether the gateway has answered the frames without carrying out what they ask. */
  readonly isRefused: boolean
  readonly time: number
  /** Undefined where it was sent before the page looked, or was kept for the recipient. */
  from: Peer | undefined
  /** The client's frames that said it. */
  said: Frame[]
  command: string | undefined
  /** Why it was refused. */
  error: string | undefined
  /** What each recipient got, by connection. */
  readonly got: Map<number, { readonly peer: Peer; readonly frames: Frame[] }>
}

/** Whether a client’s frames end inside a message, so that what comes next belongs to it. */
type IsAmid = (peer: Peer, frames: readonly Frame[]) => boolean

/** The most messages that the page keeps, and those that left, at the most. */
const MOST_MESSAGES = 120_000
const MOST_GONE = 50

/** How many of the oldest messages go at once. */
const DROPPED = 10_000

interface Wire {
  readonly peer: Peer
  readonly reads: Reads
  readonly writes: Writes
  readonly pending: PendingFrames
  /** What is being answered now, where it was refused. */
  refused: Message | undefined
  /** Whether it is open, for all that is known: it may be that the record of its end is still to come. */
  isListed: boolean
}

/** What the page knows, made from the feed's records alone. */
export class FeedState {
  version = ''
  /** Of the newest record that was taken, or is known to be missing. */
  sequence = 0
  dialects: Extract<ServerMessage, { kind: 'hello' }>['dialects'] = []
  addresses: readonly string[] = []
  /** Whether it is a recording that is played: what was asked of the gateway is not in it. */
  isRecorded = false
  kept: Extract<ServerMessage, { kind: 'hello' }>['kept'] = { times: [], bytes: 0 }
  readonly messages: Message[] = []
  /** Records that are missing, and messages that were dropped here. */
  missing = 0
  dropped = 0
  readonly gone: Peer[] = []
  /** What there was when the last `hello` came: from the record that was taken last to the newest. */
  #behind = { from: 0, to: 0 }
  /** The same of the gateway's own checks. */
  readonly goneChecks: Peer[] = []
  /** Whether any connection was one of the gateway's own checks. */
  hasChecks = false
  /** Up to this record the list of connections that came with the last `hello` is right. */
  #listedUpTo = 0
  readonly #wires = new Map<number, Wire>()
  readonly #byId = new Map<number, Message>()
  readonly #isAmid: IsAmid

  /** `isAmid`: of a client whose frames it cannot tell, they are taken for one message. */
  constructor(isAmid: IsAmid = () => true) {
    this.#isAmid = isAmid
  }

  /** All that are open but for those of the gateway's own checks. */
  get connections(): readonly Peer[] {
    return this.#listed.filter(({ check }) => check !== true)
  }

  /** Open connections of the gateway's own checks. */
  get checkConnections(): readonly Peer[] {
    return this.#listed.filter(({ check }) => check === true)
  }

  get #listed(): readonly Peer[] {
    return [...this.#wires.values()].flatMap(({ peer, isListed }) => (isListed ? [peer] : []))
  }

  take(message: ServerMessage): void {
    if (message.kind === 'hello') this.#hello(message)
    else if (message.kind === 'gap') this.#miss(message.count)
    else for (const record of message.records) this.#record(record)
  }

  /** Whether what was there at the last `hello` is still coming. */
  get isBehind(): boolean {
    return this.sequence < this.#behind.to
  }

  /** How much of that has come, in percent. */
  get percent(): number {
    const { from, to } = this.#behind
    return this.isBehind ? Math.floor(((this.sequence - from) / (to - from)) * 100) : 100
  }

  #miss(count: number): void {
    this.missing += count
    this.sequence += count
  }

  /** A gateway that was started again counts from 1: what was known of the old one is dropped. */
  #hello(hello: Extract<ServerMessage, { kind: 'hello' }>): void {
    if (hello.sequence < this.sequence) this.#restart()
    this.#behind = { from: this.sequence, to: hello.sequence }
    this.version = hello.version
    this.dialects = hello.dialects
    this.addresses = hello.addresses
    this.isRecorded = hello.recorded === true
    this.kept = hello.kept
    this.#listedUpTo = hello.sequence
    const open = new Set(hello.connections.map(({ id }) => id))
    for (const [id, wire] of [...this.#wires]) {
      if (!wire.isListed) this.#wires.delete(id)
      wire.isListed = open.has(id)
    }
    for (const { id, name, ...rest } of hello.connections) {
      const known = this.#wires.get(id)
      if (known === undefined) this.#open({ connection: id, name, closed: undefined, ...rest })
      else known.peer.name = name
    }
    for (const { id, name, ...rest } of hello.former) {
      if (this.#wires.has(id)) continue
      this.#open({ connection: id, name, closed: undefined, ...rest }, false)
    }
  }

  #restart(): void {
    this.sequence = 0
    this.missing = 0
    this.dropped = 0
    this.messages.length = 0
    this.gone.length = 0
    this.goneChecks.length = 0
    this.hasChecks = false
    this.#wires.clear()
    this.#byId.clear()
  }

  #open(peer: Peer, isListed = true): Wire {
    const pending = new PendingFrames((frames) => this.#isAmid(peer, frames))
    const wire: Wire = {
      ...{ peer, reads: new Reads(), writes: new Writes(), pending, refused: undefined },
      isListed,
    }
    this.#wires.set(peer.connection, wire)
    if (peer.check === true) this.hasChecks = true
    return wire
  }

  #record(record: FeedRecord): void {
    if (record.sequence <= this.sequence) return
    this.sequence = record.sequence
    if (record.kind === 'opened') return this.#opened(record)
    const wire = this.#wires.get(record.connection)
    if (wire === undefined) return
    switch (record.kind) {
      case 'read':
        return wire.reads.read(record.bytes)
      case 'frame-in':
        return this.#frameIn(wire, record)
      case 'command':
        return this.#command(wire, record)
      case 'frame-out':
        return this.#frameOut(wire, record)
      case 'write':
        return wire.writes.write(record.bytes)
      case 'named':
        wire.peer.name = record.name
        return
      case 'closed':
        return this.#closed(wire, record)
    }
  }

  /** One of before the list, and not in it, is over: the record of its end is to come, or was lost. */
  #opened({ sequence, kind: _, time, ...peer }: Extract<FeedRecord, { kind: 'opened' }>): void {
    if (this.#wires.has(peer.connection)) return
    const isListed = sequence > this.#listedUpTo
    this.#open({ ...peer, since: time, name: undefined, closed: undefined }, isListed)
  }

  #frameIn(wire: Wire, record: Extract<FeedRecord, { kind: 'frame-in' }>): void {
    wire.refused = undefined
    wire.pending.add(wire.reads.frame(frameOf(record.bytes, record.parts)))
    if (record.message !== undefined) this.#say(wire, this.#message(record.message, record.time))
  }

  #command(wire: Wire, record: Extract<FeedRecord, { kind: 'command' }>): void {
    if (record.message === undefined) {
      const frames = wire.pending.take()
      if (record.error !== undefined) this.#refuse(wire, record, frames, record.error)
      return
    }
    const message = this.#message(record.message, record.time)
    message.command = record.name
    message.error = record.error
    this.#say(wire, message)
  }

  #say(wire: Wire, message: Message): void {
    message.from = wire.peer
    message.said.push(...wire.pending.take())
  }

  #refuse(wire: Wire, at: FeedRecord, said: readonly Frame[], error?: string): void {
    if (said.length === 0 || wire.refused !== undefined) return
    wire.refused = this.#add({ ...noMessage(-at.sequence, at.time, true), said: [...said], error })
    wire.refused.from = wire.peer
  }

  /** What answers frames that nothing was asked with is their refusal, or a question for the rest of them. */
  #answered(wire: Wire, record: FeedRecord): Message | undefined {
    if (wire.refused === undefined && !wire.pending.isAmid) {
      this.#refuse(wire, record, wire.pending.take())
    }
    return wire.refused
  }

  #frameOut(wire: Wire, record: Extract<FeedRecord, { kind: 'frame-out' }>): void {
    const frame = frameOf(record.bytes, record.parts)
    wire.writes.frame(frame)
    for (const id of record.told ?? []) this.#told(wire, id, frame)
    const about =
      record.message === undefined
        ? record.unasked !== true && record.told === undefined && this.#answered(wire, record)
        : this.#message(record.message, record.time)
    if (!about) return
    const { got } = about
    const { peer } = wire
    const had = got.get(peer.connection)
    if (had === undefined) got.set(peer.connection, { peer, frames: [frame] })
    else had.frames.push(frame)
  }

  /** A reply that tells of a message: of one for its user alone the next part, of a public one all, again. */
  #told({ peer }: Wire, id: number, frame: Frame): void {
    const message = this.#byId.get(id)
    if (message === undefined || message.from === peer) return
    const had = message.got.get(peer.connection)
    if (had === undefined) message.got.set(peer.connection, { peer, frames: [frame] })
    else if (message.command === 'send') had.frames.push(frame)
  }

  #closed(wire: Wire, { time, reason }: Extract<FeedRecord, { kind: 'closed' }>): void {
    wire.peer.closed = { time, reason }
    this.#wires.delete(wire.peer.connection)
    const gone = wire.peer.check === true ? this.goneChecks : this.gone
    gone.unshift(wire.peer)
    if (gone.length > MOST_GONE) gone.pop()
  }

  #message(id: number, time: number): Message {
    const known = this.#byId.get(id)
    if (known !== undefined) return known
    const message = this.#add(noMessage(id, time, false))
    this.#byId.set(id, message)
    return message
  }

  #add(message: Message): Message {
    this.messages.push(message)
    if (this.messages.length > MOST_MESSAGES) this.#drop()
    return message
  }

  #drop(): void {
    for (const { id } of this.messages.splice(0, DROPPED)) this.#byId.delete(id)
    this.dropped += DROPPED
  }
}

function noMessage(id: number, time: number, isRefused: boolean): Message {
  const nothing = { from: undefined, command: undefined, error: undefined }
  return { id, time, isRefused, ...nothing, said: [], got: new Map() }
}
