import type { Peer, ServerDialect } from '@parley/contract'
import { ClientMask } from './client-mask.ts'
import { type ProxyReason, type RecordedEvent, VERSION } from './event.ts'
import type { RecordingSink } from './gateway-recorder.ts'
import { eventLine, headerLine } from './lines.ts'
import type { ProxyObserver } from './tcp-proxy.ts'

export interface ProxyRecording {
  readonly dialect: ServerDialect
  /** As they were given, for `dialect.options.parse`. */
  readonly options: object
  readonly keepSecrets: boolean
  /** The recording cannot be written any more; the proxy goes on. */
  failed(error: unknown): void
}

/** An event without its time. */
type Untimed<Event> = Event extends RecordedEvent ? Omit<Event, 'time'> : never

/** Records what goes through a proxy, each event as it happens. */
export class ProxyRecorder implements ProxyObserver {
  readonly #sink: RecordingSink
  readonly #recording: ProxyRecording
  readonly #started = performance.now()
  readonly #masks = new Map<number, ClientMask>()
  #state: 'recording' | 'failed' = 'recording'

  /** Writes the header; throws where that cannot be done. */
  constructor(sink: RecordingSink, recording: ProxyRecording) {
    const { dialect, options, keepSecrets } = recording
    this.#sink = sink
    this.#recording = recording
    const secrets = keepSecrets ? 'kept' : 'masked'
    const dialects = { [dialect.name]: { options } }
    sink.write(
      headerLine({ version: VERSION, started: Date.now(), by: 'proxy', secrets, dialects }),
    )
  }

  opened(connection: number, peer: Peer, local: Peer, upstream: Peer | undefined): void {
    const { dialect, options, keepSecrets } = this.#recording
    if (!keepSecrets && dialect.annotate !== undefined && dialect.hasSecrets !== false) {
      this.#masks.set(connection, new ClientMask(dialect, dialect.options.parse(options)))
    }
    const via = upstream === undefined ? {} : { upstream }
    this.#write({ connection, kind: 'open', dialect: dialect.name, peer, local, ...via })
  }

  passed(connection: number, way: 'in' | 'out', bytes: Uint8Array): void {
    if (way === 'out') return this.#write({ connection, kind: way, bytes, frames: undefined })
    const masked = this.#masks.get(connection)?.masked(bytes) ?? bytes
    this.#write({ connection, kind: way, bytes: masked })
  }

  ended(connection: number, by: 'client' | 'server'): void {
    this.#write({ connection, kind: 'end', by })
  }

  closed(connection: number, reason: ProxyReason): void {
    this.#masks.delete(connection)
    this.#write({ connection, kind: 'close', reason })
  }

  #write(event: Untimed<RecordedEvent>): void {
    if (this.#state === 'failed') return
    const time = Math.round((performance.now() - this.#started) * 1000)
    try {
      this.#sink.write(eventLine({ time, ...event }))
    } catch (error) {
      this.#state = 'failed'
      this.#recording.failed(error)
    }
  }
}
