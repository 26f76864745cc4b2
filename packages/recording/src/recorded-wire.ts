import type { CommandKind } from '@parley/contract'
import type { ConnectionInfo, OpenListener, Trace } from '@parley/server'
import { ClientMask } from './client-mask.ts'
import { FrameMarks } from './frame-marks.ts'
import type { LineBuffer } from './line-buffer.ts'
import { eventLine } from './lines.ts'

/** More places than that are not kept for the frames of later turns. */
const MOST_KEPT = 1024

/** The recording that a connection is part of. */
export interface WireOwner {
  readonly lines: LineBuffer
  /** In microseconds since the recording began. */
  readonly time: number
  /** Something was seen that is to be written behind this turn. */
  seen(): void
  /** The connection has taken a frame, the first since its last line about frames. */
  takes(wire: RecordedWire): void
  /** Adds a line about the frames of each connection that has taken some. */
  sayTaken(): void
  /** The connection with this number at the gateway is gone. */
  closed(id: number): void
}

/** One connection of a gateway, whose events become lines as they happen. */
export class RecordedWire implements Trace {
  readonly #owner: WireOwner
  readonly #lines: LineBuffer
  /** Finds passwords; undefined where none are hidden. */
  readonly #mask: ClientMask | undefined
  readonly #marks = new FrameMarks()
  /** What stands behind the time in its lines. */
  readonly #in: string
  readonly #out: string
  readonly #took: string
  readonly #id: number
  /** By frame that was taken and is in no line yet: the id of the message that it led to, or -1. */
  readonly #taken: number[] = []
  #takenCount = 0
  #isClosed = false
  readonly #gatewayId: number

  /** `id`: the number of the connection in the recording; `callOf`: that of the caller, where it is a call. */
  constructor(
    owner: WireOwner,
    id: number,
    { id: gatewayId, dialect, peer, local, call }: ConnectionInfo,
    { speaks, options, transport }: OpenListener,
    keepSecrets: boolean,
    callOf: number | undefined,
  ) {
    this.#owner = owner
    this.#lines = owner.lines
    this.#id = id
    this.#gatewayId = gatewayId
    const isMasked = call === undefined && !keepSecrets
    if (isMasked && speaks.annotate !== undefined && speaks.hasSecrets !== false) {
      this.#mask = new ClientMask(speaks, options)
    }
    this.#in = `,"c":${id},"k":"in",`
    this.#out = `,"c":${id},"k":"out",`
    this.#took = `,"c":${id},"k":"took","m":[`
    const at = { time: owner.time, connection: id }
    owner.seen()
    const over = (call?.transport ?? transport) === 'udp' ? { over: 'udp' as const } : {}
    const of = callOf === undefined ? {} : { call: callOf }
    this.#lines.utf8(eventLine({ ...at, kind: 'open', dialect, peer, local, ...over, ...of }))
  }

  bytesIn(bytes: Uint8Array): void {
    if (this.#isClosed) return
    // What is taken after this read is not of the one before.
    if (this.#takenCount > 0) this.#owner.sayTaken()
    this.#begin(this.#in)
    this.#lines.data(this.#mask?.masked(bytes) ?? bytes)
    this.#end()
  }

  taking(): void {
    if (this.#isClosed) return
    this.#taken[this.#takenCount++] = -1
    if (this.#takenCount === 1) this.#owner.takes(this)
  }

  answered(_command: CommandKind, _ok: boolean, message: number | undefined): void {
    const last = this.#takenCount - 1
    if (message !== undefined && this.#taken[last] === -1) this.#taken[last] = message
  }

  written(frame: Uint8Array | string, message: number | undefined, told: readonly number[]): void {
    if (!this.#isClosed) this.#marks.add(frame, message, told)
  }

  bytesOut(data: Uint8Array | string): void {
    if (this.#isClosed) return
    this.#owner.sayTaken()
    this.#begin(this.#out)
    const size = typeof data === 'string' ? this.#lines.text(data) : this.#lines.data(data)
    this.#marks.take(data, size, this.#lines)
    this.#end()
  }

  ended(): void {
    if (this.#isClosed) return
    this.#owner.sayTaken()
    this.#owner.seen()
    const at = { time: this.#owner.time, connection: this.#id }
    this.#lines.utf8(eventLine({ ...at, kind: 'end', by: 'client' }))
  }

  closed(reason: string): void {
    if (this.#isClosed) return
    this.#owner.sayTaken()
    this.#isClosed = true
    this.#owner.closed(this.#gatewayId)
    this.#owner.seen()
    const at = { time: this.#owner.time, connection: this.#id }
    this.#lines.utf8(eventLine({ ...at, kind: 'close', reason }))
  }

  /** Adds the line about the frames that were taken. */
  sayTaken(): void {
    this.#begin(this.#took)
    for (let at = 0; at < this.#takenCount; at++) {
      if (at > 0) this.#lines.comma()
      this.#lines.id(this.#taken[at] ?? -1)
    }
    this.#takenCount = 0
    if (this.#taken.length > MOST_KEPT) this.#taken.length = 0
    this.#lines.ascii(']')
    this.#end()
  }

  /** The beginning of a line, up to where it says what has happened. */
  #begin(head: string): void {
    this.#owner.seen()
    this.#lines.ascii('{"t":')
    this.#lines.number(this.#owner.time)
    this.#lines.ascii(head)
  }

  #end(): void {
    this.#lines.ascii('}\n')
  }
}
