import type { CloseReason } from '@parley/contract'
import { closeReasons } from '@parley/contract'
import {
  type Dialects,
  FrameReader,
  type RecordedEvent,
  type RecordedFrame,
  type RecordingHeader,
  type RecordingReader,
} from '@parley/recording'
import type { ConnectionInfo, Observation, OpenConnection, OpenListener, Tap } from '@parley/server'
import type { WatchedGateway } from '@parley/web'

/** So much is shown before the page makes records of it, in events and in bytes. */
const AT_ONCE = { events: 100, bytes: 128 * 1024 } as const

/**
 * A recording as a page sees a gateway. It is played once, as soon as somebody looks, as fast as the page
 * takes it; the times are those of the recording. Nobody can join.
 */
export class PlayedGateway implements WatchedGateway {
  readonly skipped = 0
  readonly listeners: readonly OpenListener[]
  readonly played = { now: () => this.#now }
  readonly #reader: RecordingReader
  readonly #frames: FrameReader
  readonly #failed: (error: unknown) => void
  readonly #open = new Map<number, ConnectionInfo>()
  #now: number
  #tap: Tap | undefined
  #resume: (() => void) | undefined
  #state: 'waiting' | 'begun' = 'waiting'

  /** `failed`: a line of the recording is wrong, and nothing behind it is shown. */
  constructor(reader: RecordingReader, dialects: Dialects, failed: (error: unknown) => void) {
    this.#reader = reader
    this.#frames = new FrameReader(reader.header, dialects)
    this.#failed = failed
    this.#now = reader.header.started
    this.listeners = listenersOf(reader.header, dialects)
  }

  get open(): readonly OpenConnection[] {
    return [...this.#open.values()].map((info) => ({ info, name: undefined, isBetween: true }))
  }

  get tap(): Tap | undefined {
    return this.#tap
  }

  set tap(tap: Tap | undefined) {
    this.#tap = tap
    if (tap === undefined) return
    this.#resume?.()
    if (this.#state === 'begun') return
    this.#state = 'begun'
    this.#play().catch(this.#failed)
  }

  pauseTap(): void {
    this.#tap = undefined
  }

  async #play(): Promise<void> {
    let events = 0
    let bytes = 0
    for await (const event of this.#reader.events()) {
      this.#now = this.#reader.header.started + Math.floor(event.time / 1000)
      for (const one of this.#seen(event)) this.#tap?.(one)
      events += 1
      if ('bytes' in event) bytes += event.bytes.length
      if (events < AT_ONCE.events && bytes < AT_ONCE.bytes) continue
      events = 0
      bytes = 0
      await this.#settled()
    }
  }

  /** The page makes its records in a callback of `setImmediate` that was asked for before this one. */
  async #settled(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve))
    while (this.#tap === undefined) {
      await new Promise<void>((resolve) => {
        this.#resume = resolve
      })
    }
  }

  *#seen(event: RecordedEvent): Generator<Observation> {
    if (event.kind === 'open') {
      this.#open.set(event.connection, this.#infoOf(event))
    }
    const at = this.#open.get(event.connection)
    const frames = this.#frames.take(event)
    if (at === undefined) return
    if (event.kind === 'open') yield { kind: 'opened', at }
    if (event.kind === 'in') yield { kind: 'bytes-in', at, bytes: event.bytes }
    for (const frame of frames) if (frame.isWhole) yield seenFrame(at, frame)
    if (event.kind === 'out') yield { kind: 'bytes-out', at, data: event.bytes }
    if (event.kind !== 'close') return
    this.#open.delete(event.connection)
    yield { kind: 'closed', at, reason: reasonOf(event.reason) }
  }

  #infoOf(event: RecordedEvent & { kind: 'open' }): ConnectionInfo {
    const { connection: id, dialect, peer, local, call, over = 'tcp' } = event
    const of: Pick<ConnectionInfo, 'call'> =
      call === undefined ? {} : { call: { of: call, transport: over } }
    return { id, listener: dialect, dialect, peer, local, since: this.#now, ...of }
  }
}

function seenFrame(at: ConnectionInfo, { from, bytes, messages }: RecordedFrame): Observation {
  const [message, ...told] = messages
  if (from === 'client') return { kind: 'frame', at, frame: bytes, message }
  return { kind: 'written', at, frame: bytes, message, told }
}

/** Where the dialects of the recording were spoken, as far as the page has to know it. */
function listenersOf({ dialects: spoken }: RecordingHeader, dialects: Dialects): OpenListener[] {
  return Object.entries(spoken).flatMap(([name, { options }]): OpenListener[] => {
    const speaks = dialects.get(name)
    if (speaks === undefined) return []
    const parsed = speaks.options.parse(options)
    const place = { address: '', port: speaks.defaultPort, transport: 'tcp', tls: false } as const
    const frameBeforeLogin = speaks.wire(parsed).maxFrame
    return [{ ...place, name, dialect: name, speaks, options: parsed, frameBeforeLogin }]
  })
}

/** A proxy has reasons of its own; one of a later version is an end. */
function reasonOf(reason: string): CloseReason {
  if (isReason(reason)) return reason
  if (reason === 'stopped') return 'shutdown'
  return reason === 'client-reset' || reason === 'server-reset' ? 'peer-reset' : 'peer-ended'
}

function isReason(reason: string): reason is CloseReason {
  return Object.hasOwn(closeReasons, reason)
}
