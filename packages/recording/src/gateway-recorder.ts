import type { Peer } from '@parley/contract'
import { ClientBytes, secretsOnly } from '@parley/framing'
import type { ConnectionInfo, Gateway, Observation, OpenListener } from '@parley/server'
import type { RecordingHeader } from './event.ts'
import { dataField, eventLine, headerLine } from './lines.ts'
import { SharedJson } from './shared-json.ts'
import { WrittenFrames } from './written-frames.ts'

/** More text than that is written before the turn ends, in UTF-16 units. */
export const MOST_HELD = 1024 * 1024

/** Where a recording is written: `RecordingFile` is one. Throws where that cannot be done. */
export interface RecordingSink {
  write(text: string): void
}

export interface GatewayRecording {
  /** Whether passwords are recorded as they are. */
  readonly keepSecrets: boolean
  /** The recording cannot be written any more, and has ended. */
  failed(error: unknown): void
}

/** A read whose passwords may still have to be masked. */
interface HeldRead {
  readonly wire: Wire
  readonly time: number
  readonly bytes: Uint8Array
}

/** Frames that were taken in one turn. */
interface HeldFrames {
  readonly wire: Wire
  readonly time: number
  readonly messages: (number | null)[]
  /** For each, how many bytes it could have: for the search for passwords. */
  readonly bounds: number[]
}

type Held = string | HeldRead | HeldFrames

/**
 * Records what goes over every connection of a gateway from now on. What a turn has read and written is
 * written to the sink right behind the turn.
 */
export class GatewayRecorder {
  readonly #gateway: Gateway
  readonly #sink: RecordingSink
  readonly #recording: GatewayRecording
  readonly #leave: () => void
  readonly #started = performance.now()
  readonly #wires = new Map<number, Wire>()
  readonly #json = new SharedJson()
  /** The number of the newest connection. */
  #newest = 0
  /** What happened in this turn: whole lines, and what becomes one at its end. */
  #held: Held[] = []
  #size = 0
  #timer: NodeJS.Immediate | undefined

  /** The gateway’s listeners may be opened later. Writes the header; throws where that cannot be done. */
  constructor(
    gateway: Gateway,
    sink: RecordingSink,
    dialects: RecordingHeader['dialects'],
    recording: GatewayRecording,
  ) {
    this.#gateway = gateway
    this.#sink = sink
    this.#recording = recording
    const secrets = recording.keepSecrets ? 'kept' : 'masked'
    sink.write(headerLine({ version: 1, started: Date.now(), by: 'gateway', secrets, dialects }))
    this.#leave = gateway.addTap(this.#see)
  }

  /** Records nothing more; what was seen is written. */
  stop(): void {
    this.#leave()
    this.#flush()
  }

  get #time(): number {
    return Math.round((performance.now() - this.#started) * 1000)
  }

  readonly #see = (one: Observation): void => {
    const wire = this.#wireOf(one.at)
    if (wire === undefined) return
    switch (one.kind) {
      case 'bytes-in':
        return this.#read(wire, one.bytes)
      case 'frame':
        return this.#taken(wire)
      case 'answer':
        wire.answered(one.command.kind, one.answer.ok, one.message)
        return
      case 'written':
        wire.written.add(one.frame, one.message, one.told)
        return
      case 'bytes-out': {
        const { data } = one
        const text = typeof data === 'string' ? `"s":${this.#json.of(data)}` : dataField(data)
        const frames = wire.written.take(data)
        return this.#say(`{"t":${this.#time},"c":${wire.id},"k":"out",${text}${frames}}\n`)
      }
      case 'closed': {
        this.#wires.delete(wire.id)
        const at = { time: this.#time, connection: wire.id }
        return this.#say(eventLine({ ...at, kind: 'close', reason: one.reason }))
      }
    }
  }

  /** Undefined for one that is closed already. */
  #wireOf(info: ConnectionInfo): Wire | undefined {
    const known = this.#wires.get(info.id)
    if (known !== undefined) return known
    if (info.id <= this.#newest) return undefined
    this.#newest = info.id
    const listener = this.#gateway.listeners.find(({ name }) => name === info.listener)
    if (listener === undefined) return undefined
    const wire = new Wire(info.id, listener, this.#recording.keepSecrets)
    this.#wires.set(info.id, wire)
    const { dialect, peer } = info
    const local: Peer = { address: listener.address, port: listener.port }
    const at = { time: this.#time, connection: wire.id }
    this.#say(eventLine({ ...at, kind: 'open', dialect, peer, local }))
    return wire
  }

  #read(wire: Wire, bytes: Uint8Array): void {
    if (wire.client === undefined) {
      this.#say(`{"t":${this.#time},"c":${wire.id},"k":"in",${dataField(bytes)}}\n`)
    } else this.#hold({ wire, time: this.#time, bytes: new Uint8Array(bytes) }, bytes.length)
  }

  #taken(wire: Wire): void {
    let { frames } = wire
    if (frames === undefined) {
      frames = { wire, time: this.#time, messages: [], bounds: [] }
      wire.frames = frames
      this.#hold(frames, 0)
    }
    frames.messages.push(null)
    if (wire.client !== undefined) frames.bounds.push(wire.bound)
  }

  #say(line: string): void {
    this.#hold(line, line.length)
  }

  /**
   * A turn ends in a callback of `setImmediate` that was asked for before anything of it is seen here, so
   * this one comes right behind it.
   */
  #hold(one: Held, size: number): void {
    this.#timer ??= setImmediate(this.#flush)
    this.#held.push(one)
    this.#size += size
    if (this.#size > MOST_HELD) this.#flush()
  }

  readonly #flush = (): void => {
    clearImmediate(this.#timer)
    this.#timer = undefined
    if (this.#held.length === 0) return
    const held = this.#held
    this.#held = []
    this.#size = 0
    this.#cut(held)
    let text = ''
    for (const one of held) text += typeof one === 'string' ? one : lineOf(one)
    try {
      this.#sink.write(text)
    } catch (error) {
      this.#leave()
      this.#recording.failed(error)
    }
  }

  /** Hides what is secret in what was read. */
  #cut(held: readonly Held[]): void {
    const touched = new Set<Wire>()
    for (const one of held) {
      if (typeof one === 'string') continue
      const { client } = one.wire
      if ('bytes' in one) {
        client?.add(one.bytes)
        touched.add(one.wire)
      } else {
        one.wire.frames = undefined
        for (const bound of one.bounds) client?.next(bound, secretsOnly)
      }
    }
    for (const { client, bound } of touched) client?.hideWaiting(secretsOnly, bound)
  }
}

function lineOf(one: HeldRead | HeldFrames): string {
  const at = `{"t":${one.time},"c":${one.wire.id}`
  if ('bytes' in one) return `${at},"k":"in",${dataField(one.bytes)}}\n`
  return `${at},"k":"took","m":${JSON.stringify(one.messages)}}\n`
}

/** One connection that is recorded. */
class Wire {
  readonly id: number
  /** Finds passwords; undefined where none are hidden. */
  readonly client: ClientBytes | undefined
  readonly written = new WrittenFrames()
  /** What was taken in this turn. */
  frames: HeldFrames | undefined
  /** The most bytes that its next frame may have. */
  bound: number
  readonly #beforeLogin: number
  readonly #afterLogin: number

  constructor(id: number, listener: OpenListener, keepSecrets: boolean) {
    const { speaks, options, frameBeforeLogin } = listener
    this.id = id
    if (!keepSecrets && speaks.annotate !== undefined && speaks.hasSecrets !== false) {
      this.client = new ClientBytes(() => speaks.splitter(options), speaks.annotate)
    }
    this.#beforeLogin = frameBeforeLogin
    this.#afterLogin = speaks.wire(options).maxFrame
    this.bound = frameBeforeLogin
  }

  answered(command: string, ok: boolean, message: number | undefined): void {
    const messages = this.frames?.messages
    if (message !== undefined && messages?.at(-1) === null) messages[messages.length - 1] = message
    if (ok && command === 'login') this.bound = this.#afterLogin
    else if (ok && command === 'logout') this.bound = this.#beforeLogin
  }
}
