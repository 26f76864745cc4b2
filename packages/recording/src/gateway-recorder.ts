import type { ConnectionInfo, OpenListener, Trace, Tracer } from '@parley/server'
import { type RecordingHeader, VERSION } from './event.ts'
import { LineBuffer } from './line-buffer.ts'
import { headerLine } from './lines.ts'
import { RecordedWire, type WireOwner } from './recorded-wire.ts'

/** More than that is written before the turn ends, in bytes. */
export const MOST_HELD = 1024 * 1024

/** Where a recording is written: `RecordingFile` is one. Throws where that cannot be done. */
export interface RecordingSink {
  /** The bytes are the writer's again afterwards. */
  write(data: string | Uint8Array): void
}

export interface GatewayRecording {
  /** Whether passwords are recorded as they are. */
  readonly keepSecrets: boolean
  /** The recording cannot be written any more, and has ended. */
  failed(error: unknown): void
}

const unseen: Trace = {
  bytesIn: () => {},
  taking: () => {},
  answered: () => {},
  written: () => {},
  bytesOut: () => {},
  ended: () => {},
  closed: () => {},
}

/** What a recorder needs of a gateway. */
export interface RecordedGateway {
  readonly taps: { tracer: Tracer | undefined }
  readonly listeners: readonly OpenListener[]
}

/**
 * Records what goes over every connection of a gateway from now on. What a turn has read and written is
 * written to the sink right behind the turn.
 */
export class GatewayRecorder implements WireOwner {
  readonly lines = new LineBuffer()
  readonly #gateway: RecordedGateway
  readonly #sink: RecordingSink
  readonly #recording: GatewayRecording
  readonly #started = performance.now()
  /** Those that have taken frames of which no line says so yet. */
  #taking: RecordedWire[] = []
  /**
   * Of open connections: by their number at the gateway, that in the recording. A gateway numbers a
   * connection before its TLS handshake, so a later one may be seen first; a recording has them in order.
   */
  readonly #numbers = new Map<number, number>()
  #newest = 0
  #timer: NodeJS.Immediate | undefined
  #state: 'recording' | 'ended' = 'recording'

  /** The gateway’s listeners may be opened later. Writes the header; throws where that cannot be done. */
  constructor(
    gateway: RecordedGateway,
    sink: RecordingSink,
    dialects: RecordingHeader['dialects'],
    recording: GatewayRecording,
  ) {
    this.#gateway = gateway
    this.#sink = sink
    this.#recording = recording
    const secrets = recording.keepSecrets ? 'kept' : 'masked'
    sink.write(
      headerLine({ version: VERSION, started: Date.now(), by: 'gateway', secrets, dialects }),
    )
    gateway.taps.tracer = this.#trace
  }

  /** Records nothing more; what was seen is written. */
  stop(): void {
    this.#leave()
    this.#flush()
  }

  get time(): number {
    return Math.round((performance.now() - this.#started) * 1000)
  }

  /**
   * A turn ends in a callback of `setImmediate` that was asked for before anything of it is seen here, so
   * this one comes right behind it.
   */
  seen(): void {
    if (this.lines.length > MOST_HELD) this.#write()
    this.#timer ??= setImmediate(this.#flush)
  }

  takes(wire: RecordedWire): void {
    this.#taking.push(wire)
    this.#timer ??= setImmediate(this.#flush)
  }

  sayTaken(): void {
    if (this.#taking.length === 0) return
    const taking = this.#taking
    this.#taking = []
    for (const wire of taking) wire.sayTaken()
  }

  closed(id: number): void {
    this.#numbers.delete(id)
  }

  readonly #trace = (at: ConnectionInfo): Trace => {
    const listener = this.#gateway.listeners.find(({ name }) => name === at.listener)
    if (listener === undefined) return unseen
    const id = Math.max(at.id, this.#newest + 1)
    this.#newest = id
    this.#numbers.set(at.id, id)
    const callOf = at.call && this.#numbers.get(at.call.of)
    return new RecordedWire(this, id, at, listener, this.#recording.keepSecrets, callOf)
  }

  #leave(): void {
    if (this.#gateway.taps.tracer === this.#trace) this.#gateway.taps.tracer = undefined
  }

  readonly #flush = (): void => {
    clearImmediate(this.#timer)
    this.#timer = undefined
    this.sayTaken()
    this.#write()
  }

  #write(): void {
    const bytes = this.lines.take()
    if (bytes.length === 0 || this.#state === 'ended') return
    try {
      this.#sink.write(bytes)
    } catch (error) {
      this.#state = 'ended'
      this.#leave()
      this.#recording.failed(error)
    }
  }
}
