import type { Gateway, Observation } from '@parley/server'
import { epochClock } from './epoch-clock.ts'
import { LiveCapture } from './live-capture.ts'
import { SecretMask } from './secret-mask.ts'
import { PcapWriter } from './writer.ts'

/** More bytes than that are written before the turn ends. */
const MOST_HELD = 1024 * 1024

/** Where a capture is written. Throws where that cannot be done. */
export interface CaptureSink {
  write(bytes: Uint8Array): void
}

export interface CaptureSettings {
  /** What the file says that has made it. */
  readonly application: string
  /** Whether passwords are written as they are; otherwise each of their bytes is `*`. */
  readonly keepSecrets: boolean
  /** The capture cannot be written any more, and has ended. */
  failed(error: unknown): void
}

/**
 * Writes what goes over every connection of a gateway from now on, as packets. What a turn has read and
 * written is written to the sink right behind the turn.
 */
export class GatewayCapture {
  readonly #sink: CaptureSink
  readonly #failed: (error: unknown) => void
  readonly #leave: () => void
  readonly #writer: PcapWriter
  readonly #live: LiveCapture
  #timer: NodeJS.Immediate | undefined

  /** Writes the beginning of the file; throws where that cannot be done. */
  constructor(gateway: Gateway, sink: CaptureSink, settings: CaptureSettings) {
    const { application, keepSecrets, failed } = settings
    this.#sink = sink
    this.#failed = failed
    this.#writer = new PcapWriter(application)
    const listenerOf = (name: string) => {
      const listener = gateway.listeners.find((one) => one.name === name)
      if (listener === undefined) return undefined
      const secretMask = () => (keepSecrets ? undefined : SecretMask.of(listener))
      return { transport: listener.transport, secretMask }
    }
    this.#live = new LiveCapture(epochClock(), listenerOf)
    sink.write(this.#writer.begin())
    this.#leave = gateway.taps.add(this.#see)
  }

  /** Captures nothing more; what was seen is written. */
  stop(): void {
    this.#leave()
    this.#flush()
  }

  readonly #see = (one: Observation): void => {
    if (!this.#live.see(one)) return
    if (this.#live.waitingBytes > MOST_HELD) this.#flush()
    else this.#timer ??= setImmediate(this.#flush)
  }

  readonly #flush = (): void => {
    clearImmediate(this.#timer)
    this.#timer = undefined
    try {
      for (const event of this.#live.settle()) this.#sink.write(this.#writer.add(event))
    } catch (error) {
      this.#leave()
      this.#failed(error)
    }
  }
}
