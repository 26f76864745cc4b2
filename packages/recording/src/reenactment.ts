import { Buffer } from 'node:buffer'
import {
  type AnswerOf,
  type CloseReason,
  type CommandKind,
  type CommandOf,
  closeReasons,
  type Line,
  type Peer,
  type ServerDialect,
} from '@parley/contract'
import { Engine, memoryPorts, type Seat } from '@parley/engine'
import { FrameCutter } from '@parley/framing'
import { ServerHost } from '@parley/session-host'
import { ByteQueue } from './byte-queue.ts'
import type { Opened, RecordedEvent, RecordingHeader } from './event.ts'
import type { Dialects } from './frame-reader.ts'
import { transcriptBytes, transcriptJson, transcriptTime } from './transcript-notation.ts'

const SECOND = 1000

/** What others are told of why a user left, by the reason of a close. */
const sentences: ReadonlyMap<string, string> = new Map(Object.entries(closeReasons))

/** Whoever a transcript is about has this address, as where the conformance suite plays it. */
const PLAYED: Peer = { address: '127.0.0.1', port: 40_001 }

/** The clock of the connections that are played. */
interface Clock {
  now: number
}

/**
 * Plays all connections of a recording again, each with the session of its dialect, in one engine that
 * keeps everything in memory. Of one connection it notes the steps.
 */
export class Reenactment {
  readonly #header: RecordingHeader
  readonly #dialects: Dialects
  readonly #chosen: number
  readonly #clock: Clock
  readonly #engine: Engine
  readonly #actors = new Map<number, Actor>()
  /** Lines of a transcript; bytes stand for a frame that the session writes. */
  readonly steps: (string | Uint8Array)[] = []
  /** Of the connection whose steps are noted; undefined until it is opened. */
  dialect: ServerDialect | undefined

  constructor(header: RecordingHeader, dialects: Dialects, chosen: number) {
    this.#header = header
    this.#dialects = dialects
    this.#chosen = chosen
    this.#clock = { now: wholeSecond(header.started) }
    this.#engine = new Engine(memoryPorts(), this.#clock)
  }

  /** Throws where a dialect of the recording is not installed. */
  take(event: RecordedEvent): void {
    this.#pass(event.time)
    if (event.kind === 'open' && event.call !== undefined) return
    if (event.kind === 'open') return this.#open(event)
    const actor = this.#actors.get(event.connection)
    if (event.kind === 'in') actor?.read(event.bytes)
    else if (event.kind === 'end' && event.by === 'client') actor?.leave('peer-ended')
    else if (event.kind === 'close') {
      actor?.leave(event.reason)
      this.#actors.delete(event.connection)
    }
  }

  /** Behind the last event. */
  end(): void {
    this.#actors.get(this.#chosen)?.leave('peer-ended')
  }

  #open({ connection, dialect: name, local, peer: client, upstream: peer = client }: Opened): void {
    const dialect = this.#dialects.get(name)
    if (dialect === undefined) throw new Error(`the dialect "${name}" is not installed`)
    const options = dialect.options.parse(this.#header.dialects[name]?.options ?? {})
    const isChosen = connection === this.#chosen
    const note = isChosen ? (step: string | Uint8Array) => this.steps.push(step) : () => {}
    if (isChosen) this.dialect = dialect
    const played = isChosen
      ? { peer: PLAYED, address: PLAYED.address }
      : { peer, address: local.address }
    const parts = { engine: this.#engine, clock: this.#clock, dialect, options, peer, played, note }
    const actor = new Actor(parts)
    this.#actors.set(connection, actor)
    actor.begin()
  }

  /** Time passes in whole seconds, so that a transcript has few of them. */
  #pass(time: number): void {
    const now = wholeSecond(this.#header.started + time / SECOND)
    if (now === this.#clock.now) return
    this.#clock.now = now
    for (const actor of this.#actors.values()) actor.wake()
  }
}

function wholeSecond(time: number): number {
  return Math.floor(time / SECOND) * SECOND
}

interface ActorParts {
  readonly engine: Engine
  readonly clock: Clock
  readonly dialect: ServerDialect
  readonly options: unknown
  /** As the engine tells it to others. */
  readonly peer: Peer
  /** As its session knows it. */
  readonly played: { readonly peer: Peer; readonly address: string }
  note(step: string | Uint8Array): void
}

/** One connection with its session. */
class Actor implements Line {
  readonly peer: Peer
  readonly address: string
  readonly #parts: ActorParts
  readonly #host: ServerHost
  readonly #seat: Seat
  readonly #cutter: FrameCutter
  readonly #bytes = new ByteQueue()
  readonly #bound: number
  #state: 'open' | 'left' = 'open'
  #wakes: number | undefined
  /** The time that the transcript has said last. */
  #said: number | undefined

  constructor(parts: ActorParts) {
    const { engine, dialect, options, peer, played } = parts
    const { maxFrame, pulls, presence } = dialect.wire(options)
    this.#parts = parts
    this.peer = played.peer
    this.address = played.address
    this.#bound = maxFrame
    this.#cutter = new FrameCutter(dialect.splitter(options))
    this.#seat = engine.attach({
      listener: dialect.name,
      via: dialect.name,
      peer,
      presence: presence === true,
      pulls: pulls === true,
      raw:
        typeof options === 'object' && options !== null && Reflect.get(options, 'strict') === true,
      hear: (event) => {
        if (this.#state === 'left') return
        this.#sayTime()
        this.#note(`event ${transcriptJson(event)}`)
        this.#host.hear(event)
      },
      end: (reason) => this.leave(reason),
      failed: (error) => {
        throw error
      },
    })
    this.#host = new ServerHost(dialect, options, this)
  }

  get now(): number {
    return this.#parts.clock.now
  }

  begin(): void {
    this.#host.greet()
  }

  /** Carries out the frames that are complete with these bytes. */
  read(bytes: Uint8Array): void {
    if (this.#state === 'left') return
    this.#bytes.add(bytes)
    this.#cutter.push(bytes)
    for (;;) {
      const length = this.#cutter.isBroken ? undefined : this.#cutter.next(this.#bound)
      if (length === undefined) break
      this.#send(this.#bytes.take(length))
    }
    if (this.#cutter.isBroken) this.#sendRest()
  }

  wake(): void {
    if (this.#state === 'left' || this.#wakes === undefined || this.#wakes > this.now) return
    this.#wakes = undefined
    this.#sayTime()
    this.#host.wake()
  }

  /** The peer has gone, or the server has closed the connection for this reason. */
  leave(reason: string): void {
    if (this.#state === 'left') return
    this.#sendRest()
    if (reason === 'shutdown' && this.#host.closed === undefined) {
      const event = { kind: 'farewell', reason, time: this.now } as const
      this.#note(`event ${transcriptJson(event)}`)
      this.#host.hear(event)
    }
    this.#end(reason)
  }

  write(frame: Uint8Array | string): void {
    this.#note(Buffer.from(frame))
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    this.#note(`ask ${transcriptJson(command)}`)
    this.#parts.engine.ask(this.#seat, command, (answer) => {
      const told = answer.ok ? { ok: true, value: plainValue(command.kind, answer.value) } : answer
      this.#note(`answer ${transcriptJson(told)}`)
      then(answer)
    })
  }

  /** Nobody can be called in a recording. */
  standIn(names: readonly string[], then: (ports: readonly undefined[]) => void): void {
    this.#note(`stand-in ${JSON.stringify(names)}`)
    this.#note(`ports ${JSON.stringify(names.map(() => null))}`)
    then(names.map(() => undefined))
  }

  close(reason: CloseReason): void {
    this.#note(`close ${reason}`)
    this.#end(reason)
  }

  wakeAt(time: number): void {
    this.#wakes = time
  }

  #end(reason: string): void {
    this.#state = 'left'
    this.#parts.engine.detach(this.#seat, sentences.get(reason))
  }

  /** What is not complete, or cannot be read. */
  #sendRest(): void {
    if (this.#bytes.length > 0) this.#send(this.#bytes.take(this.#bytes.length))
  }

  #send(bytes: Uint8Array): void {
    if (this.#state === 'left') return
    this.#sayTime()
    this.#parts.note(`C ${transcriptBytes(bytes)}`)
    this.#host.push(bytes)
  }

  #note(step: string | Uint8Array): void {
    if (this.#state === 'open') this.#parts.note(step)
  }

  #sayTime(): void {
    if (this.#said === this.now) return
    this.#said = this.now
    this.#parts.note(`now ${transcriptTime(this.now)}`)
  }
}

/** The engine answers some commands with objects of its own, which have more than the contract says. */
function plainValue(kind: CommandKind, value: unknown): unknown {
  const present = (one: unknown) => only(one, ['name', 'via', 'peer', 'since', 'calls', 'away'])
  const all = (some: unknown) => (Array.isArray(some) ? some.map(present) : some)
  switch (kind) {
    case 'login':
      return only(value, ['name'])
    case 'findPeer':
      return present(value)
    case 'list':
      return all(value)
    case 'joinRoom':
      return changed(value, 'members', all)
    case 'whois':
      return changed(value, 'present', present)
    default:
      return value
  }
}

function changed(value: unknown, key: string, change: (one: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return { ...value, [key]: change(Reflect.get(value, key)) }
}

function only(value: unknown, keys: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(keys.map((key) => [key, Reflect.get(value, key)]))
}
