import type { Peer, ServerDialect } from '@parley/contract'
import { ClientMask } from '../client-mask.ts'
import type { ProxyReason } from '../event.ts'
import type { ProxyObserver } from '../tcp-proxy.ts'
import { epochClock } from './epoch-clock.ts'
import type { CaptureEvent, Flow } from './events.ts'
import type { CaptureSettings, CaptureSink } from './gateway-capture.ts'
import { PcapWriter } from './writer.ts'

export interface ProxyCaptureSettings extends CaptureSettings {
  readonly dialect: ServerDialect
  /** As they were parsed. */
  readonly options: unknown
}

/** One connection of a client, as the client sees it. */
interface Wire {
  readonly flow: Flow
  readonly mask: ClientMask | undefined
}

/** An event without its time and its place. */
type Happened<Event> = Event extends CaptureEvent ? Omit<Event, 'time' | 'flow'> : never

/** Writes what goes through a proxy as packets, each read as it is passed on. */
export class ProxyCapture implements ProxyObserver {
  readonly #sink: CaptureSink
  readonly #settings: ProxyCaptureSettings
  readonly #writer: PcapWriter
  readonly #now = epochClock()
  readonly #wires = new Map<number, Wire>()
  #state: 'capturing' | 'failed' = 'capturing'

  /** Writes the beginning of the file; throws where that cannot be done. */
  constructor(sink: CaptureSink, settings: ProxyCaptureSettings) {
    this.#sink = sink
    this.#settings = settings
    this.#writer = new PcapWriter(settings.application)
    sink.write(this.#writer.begin())
  }

  opened(connection: number, client: Peer, server: Peer): void {
    const { dialect, options, keepSecrets } = this.#settings
    const isMasked = !keepSecrets && dialect.annotate !== undefined && dialect.hasSecrets !== false
    const flow = { id: connection, client, server }
    this.#wires.set(connection, {
      flow,
      mask: isMasked ? new ClientMask(dialect, options) : undefined,
    })
    this.#write(connection, { kind: 'open' })
  }

  passed(connection: number, way: 'in' | 'out', bytes: Uint8Array): void {
    if (way === 'out') return this.#write(connection, { kind: 'bytes', from: 'server', bytes })
    const masked = this.#wires.get(connection)?.mask?.masked(bytes) ?? bytes
    this.#write(connection, { kind: 'bytes', from: 'client', bytes: masked })
  }

  ended(connection: number, by: 'client' | 'server'): void {
    this.#write(connection, { kind: 'end', by })
  }

  closed(connection: number, reason: ProxyReason): void {
    this.#write(connection, { kind: 'close', reason, comment: reason })
    this.#wires.delete(connection)
  }

  #write(connection: number, event: Happened<CaptureEvent>): void {
    const flow = this.#wires.get(connection)?.flow
    if (flow === undefined || this.#state === 'failed') return
    try {
      this.#sink.write(this.#writer.add({ time: this.#now(), flow, ...event }))
    } catch (error) {
      this.#state = 'failed'
      this.#settings.failed(error)
    }
  }
}
