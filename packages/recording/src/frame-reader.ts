import { isFullDialect, type ServerDialect } from '@parley/contract'
import { FrameCutter } from '@parley/framing'
import { ByteQueue } from './byte-queue.ts'
import type { Closed, RecordedEvent, RecordingHeader, Taken, Written } from './event.ts'

/** No frame of a server is taken to be longer, in bytes: as for Parley’s own clients. */
const LONGEST_REPLY = 64 * 1024 * 1024

/** One frame, with when its last byte came. */
export interface RecordedFrame {
  readonly time: number
  readonly connection: number
  readonly from: 'client' | 'server'
  readonly bytes: Uint8Array
  /** The ids of the chat messages that it led to, carries or acknowledges, where they are known. */
  readonly messages: readonly number[]
  /** `false`: the connection has ended in the middle of it, or the bytes are no frames of the dialect. */
  readonly isWhole: boolean
}

/** The dialects that are installed, by name. */
export type Dialects = ReadonlyMap<string, ServerDialect>

/**
 * Makes frames of the pieces that were read and written. Frames of clients are cut by the splitter of the
 * dialect; those of servers are as long as the gateway has recorded, or are cut by the splitter of the
 * dialect’s client. Where neither is there, as in a call, each piece counts as one frame. Holds what is not complete.
 */
export class FrameReader {
  readonly #header: RecordingHeader
  readonly #dialects: Dialects
  readonly #wires = new Map<number, Wire>()

  constructor(header: RecordingHeader, dialects: Dialects) {
    this.#header = header
    this.#dialects = dialects
  }

  /** The frames that are complete with this event, in order. */
  take(event: RecordedEvent): readonly RecordedFrame[] {
    if (event.kind === 'open') {
      const options = this.#header.dialects[event.dialect]?.options ?? {}
      const isCall = event.call !== undefined
      const dialect = isCall ? undefined : this.#dialects.get(event.dialect)
      const isMarked = this.#header.by === 'gateway' && !isCall
      this.#wires.set(event.connection, new Wire(event.connection, dialect, options, isMarked))
      return []
    }
    const frames = this.#wires.get(event.connection)?.take(event) ?? []
    if (event.kind === 'close') this.#wires.delete(event.connection)
    return frames
  }

  /** Behind the last event: what connections that are still open had begun. `time`: of that event. */
  rest(time: number): readonly RecordedFrame[] {
    return [...this.#wires.values()].flatMap((wire) => wire.rest(time))
  }
}

/** One connection. */
class Wire {
  readonly #connection: number
  readonly #client: Stream
  readonly #server: Stream
  /** Whether it is recorded when frames of the client were taken, and how long those of the server are. */
  readonly #isMarked: boolean
  /** Frames of the client of which it has not come yet that they were taken. */
  #waiting: RecordedFrame[] = []

  constructor(
    connection: number,
    dialect: ServerDialect | undefined,
    given: object,
    isMarked: boolean,
  ) {
    this.#connection = connection
    this.#isMarked = isMarked
    const options = dialect?.options.parse(given)
    const bound = dialect?.wire(options).maxFrame ?? 0
    const full = dialect !== undefined && isFullDialect(dialect) ? dialect : undefined
    this.#client = new Stream(dialect && new FrameCutter(dialect.splitter(options)), bound)
    this.#server = new Stream(full && new FrameCutter(full.client.splitter(options)), LONGEST_REPLY)
  }

  take(event: Exclude<RecordedEvent, { kind: 'open' }>): readonly RecordedFrame[] {
    switch (event.kind) {
      case 'in': {
        const frames = this.#client.push(event.bytes)
        const cut = frames.map((bytes) => this.#frame(event.time, 'client', bytes, []))
        if (!this.#isMarked) return cut
        this.#waiting.push(...cut)
        return []
      }
      case 'out':
        return this.#written(event)
      case 'took':
        return this.#taken(event)
      case 'end':
        return []
      case 'close':
        return this.#closed(event)
    }
  }

  rest(time: number): readonly RecordedFrame[] {
    const unfinished = (from: RecordedFrame['from'], bytes: Uint8Array) => {
      return bytes.length === 0 ? [] : [{ ...this.#frame(time, from, bytes, []), isWhole: false }]
    }
    return [
      ...this.#waiting,
      ...unfinished('client', this.#client.rest),
      ...unfinished('server', this.#server.rest),
    ]
  }

  #closed({ time }: Closed): readonly RecordedFrame[] {
    return this.rest(time)
  }

  #written({ time, bytes, frames }: Written): readonly RecordedFrame[] {
    if (frames === undefined) {
      return this.#server.push(bytes).map((one) => this.#frame(time, 'server', one, []))
    }
    return this.#server
      .pushMarked(
        bytes,
        frames.map(({ length }) => length),
      )
      .map((one, index) => this.#frame(time, 'server', one, frames[index]?.messages ?? []))
  }

  #taken({ messages }: Taken): readonly RecordedFrame[] {
    const taken = this.#waiting.splice(0, messages.length)
    return taken.map((frame, index) => ({ ...frame, messages: messages[index] ?? [] }))
  }

  #frame(
    time: number,
    from: RecordedFrame['from'],
    bytes: Uint8Array,
    messages: readonly number[],
  ): RecordedFrame {
    const isWhole = !(from === 'client' ? this.#client : this.#server).isBroken
    return { time, connection: this.#connection, from, bytes, messages, isWhole }
  }
}

/** One direction of a connection. */
class Stream {
  readonly #cutter: FrameCutter | undefined
  readonly #bound: number
  readonly #bytes = new ByteQueue()

  constructor(cutter: FrameCutter | undefined, bound: number) {
    this.#cutter = cutter
    this.#bound = bound
  }

  get isBroken(): boolean {
    return this.#cutter?.isBroken === true
  }

  get rest(): Uint8Array {
    return this.#bytes.take(this.#bytes.length)
  }

  /** The frames that end in these bytes. */
  push(bytes: Uint8Array): readonly Uint8Array[] {
    if (this.#cutter === undefined) return [bytes]
    this.#bytes.add(bytes)
    if (!this.isBroken) this.#cutter.push(bytes)
    const frames: Uint8Array[] = []
    for (;;) {
      const length = this.isBroken ? undefined : this.#cutter.next(this.#bound)
      if (length === undefined) break
      frames.push(this.#bytes.take(length))
    }
    if (this.isBroken && this.#bytes.length > 0) frames.push(this.rest)
    return frames
  }

  /** The same where the lengths are known. */
  pushMarked(bytes: Uint8Array, lengths: readonly number[]): readonly Uint8Array[] {
    this.#bytes.add(bytes)
    return lengths.map((length) => this.#bytes.take(length))
  }
}
