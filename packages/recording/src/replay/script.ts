import type { ServerDialect } from '@parley/contract'
import type { Closed, Opened, RecordedEvent, RecordingHeader } from '../event.ts'
import { CutStream } from './cut-stream.ts'

/** More of a recording is not played at once, in bytes that were said and heard. */
export const MOST_PLAYED = 256 * 1024 * 1024

/** The side of a recording that is played. */
export type Role = 'client' | 'server'

interface At {
  /** The place in the script of the whole recording: stays when a script is cut down. */
  readonly id: number
  readonly connection: number
  /** Microseconds since the recording began. */
  readonly time: number
}

/** A connection is opened: by the client’s side. */
export interface OpenStep extends At {
  readonly kind: 'open'
  readonly event: Opened
}

/** The side that is played says these bytes: one piece, as it was recorded. */
export interface SayStep extends At {
  readonly kind: 'say'
  readonly bytes: Uint8Array
}

/** The side that is played ends its direction, or resets the connection. */
export interface LeaveStep extends At {
  readonly kind: 'leave'
  readonly how: 'end' | 'reset'
  /** Whether it may be recorded behind what it led to. */
  readonly isLate: boolean
}

/** The other side says this frame. */
export interface HearStep extends At {
  readonly kind: 'hear'
  readonly bytes: Uint8Array
  /** `false`: what was left at the end of the stream. */
  readonly isWhole: boolean
  /** Whether it may be missing: nothing that is played leads to it. */
  readonly isOptional: boolean
  /** The connection whose frame led to it, where the recording tells. */
  readonly origin: number | undefined
}

/** The other side ends the connection. */
interface GoneStep extends At {
  readonly kind: 'gone'
}

export type Step = OpenStep | SayStep | LeaveStep | HearStep | GoneStep

/** What is said and what is to be heard, in the order of the recording. */
export interface Script {
  readonly role: Role
  readonly header: RecordingHeader
  readonly dialect: ServerDialect
  readonly options: unknown
  readonly steps: readonly Step[]
}

export interface ScriptChoice {
  readonly role: Role
  readonly dialect: ServerDialect
  /** Only these connections of the dialect; empty: all. */
  readonly connections: ReadonlySet<number>
}

/** Which of the frames of its connection it is, from 1. */
export function frameNumber(steps: readonly Step[], { id, connection }: HearStep): number {
  const heard = steps.filter((step) => step.kind === 'hear' && step.connection === connection)
  return heard.findIndex((step) => step.id === id) + 1
}

/** A step without its place. */
type Unplaced<Any> = Any extends Step ? Omit<Any, 'id'> : never

/** A frame whose messages are known, and not yet which connection they come from. */
interface Heard extends Omit<HearStep, 'id' | 'origin'> {
  readonly messages: readonly number[]
}

type Draft = Exclude<Unplaced<Step>, { kind: 'hear' }> | Heard

/** Ends of a connection, as a gateway names them, that are the client’s doing. */
const clientEnds: Readonly<Record<string, 'end' | 'reset'>> = {
  'peer-ended': 'end',
  'peer-reset': 'reset',
}

/** Makes a script of the events of a recording. Rejects where they have more than `MOST_PLAYED` bytes. */
export async function scriptOf(
  header: RecordingHeader,
  events: AsyncIterable<RecordedEvent> | Iterable<RecordedEvent>,
  choice: ScriptChoice,
): Promise<Script> {
  const options = choice.dialect.options.parse(header.dialects[choice.dialect.name]?.options ?? {})
  const drafting = new Drafting(header, choice, options)
  for await (const event of events) drafting.take(event)
  return {
    role: choice.role,
    header,
    dialect: choice.dialect,
    options,
    steps: drafting.steps(),
  }
}

/** What has been read of the events. */
class Drafting {
  readonly #header: RecordingHeader
  readonly #choice: ScriptChoice
  readonly #options: unknown
  readonly #wires = new Map<number, Wire>()
  /** By the id of a message: the connection that has sent it. */
  readonly #senders = new Map<number, number>()
  readonly #unreachable = new Set<number>()
  readonly #played = new Set<number>()
  readonly #drafts: Draft[] = []
  #size = 0

  constructor(header: RecordingHeader, choice: ScriptChoice, options: unknown) {
    this.#header = header
    this.#choice = choice
    this.#options = options
  }

  take(event: RecordedEvent): void {
    if (event.kind === 'took') this.#took(event.connection, event.messages.flat())
    else if (event.kind === 'open') this.#open(event)
    else this.#act(event)
  }

  /** In order, with what is known at the end alone. */
  steps(): readonly Step[] {
    const drafts = this.#drafts.filter(({ connection }) => !this.#unreachable.has(connection))
    return drafts.map((draft, id): Step => {
      if (draft.kind !== 'hear') return { ...draft, id }
      const { messages, ...heard } = draft
      const senders = messages.flatMap((message) => this.#senders.get(message) ?? [])
      const [origin] = senders
      const isForeign = senders.length > 0 && senders.every((one) => !this.#played.has(one))
      return { ...heard, id, origin, isOptional: heard.isOptional || isForeign }
    })
  }

  #took(connection: number, messages: readonly number[]): void {
    for (const message of messages) {
      if (!this.#senders.has(message)) this.#senders.set(message, connection)
    }
  }

  #open(event: Opened): void {
    const { dialect, connections } = this.#choice
    const { connection, time } = event
    if (event.dialect !== dialect.name) return
    if (connections.size > 0 && !connections.has(connection)) return
    this.#played.add(connection)
    this.#wires.set(connection, new Wire(dialect, this.#options, this.#choice.role))
    this.#drafts.push({ kind: 'open', connection, time, event })
  }

  #act(event: Exclude<RecordedEvent, { kind: 'open' | 'took' }>): void {
    const wire = this.#wires.get(event.connection)
    if (wire === undefined) return
    const { role } = this.#choice
    const { time, connection } = event
    if ('bytes' in event) this.#count(event.bytes.length)
    if (event.kind === 'close') return this.#close(event, wire)
    if (event.kind === 'end') {
      if (event.by === role) this.#leave(event, wire, 'end', false)
      // What a gateway has answered behind that is to be said before: its close tells of the end.
      else if (this.#header.by === 'proxy') this.#gone(event, wire)
    } else if ((event.kind === 'in') === (role === 'client')) {
      this.#drafts.push({ kind: 'say', connection, time, bytes: event.bytes })
    } else {
      const frames = event.kind === 'out' ? (event.frames ?? []) : []
      this.#drafts.push(...wire.hear(event, frames))
    }
  }

  #count(length: number): void {
    this.#size += length
    if (this.#size <= MOST_PLAYED) return
    throw new Error(`more than ${MOST_PLAYED} bytes are not played at once: choose connections`)
  }

  #close(event: Closed, wire: Wire): void {
    const { role } = this.#choice
    const { reason, connection } = event
    if (reason === 'unreachable') this.#unreachable.add(connection)
    else if (this.#header.by === 'proxy') {
      if (reason === `${role}-reset`) this.#leave(event, wire, 'reset')
      else if (reason.endsWith('-reset')) this.#gone(event, wire)
    } else if (reason === 'shutdown') {
      if (role === 'client') this.#forgive(connection)
      this.#leave(event, wire, 'end')
    } else if (clientEnds[reason] === undefined) {
      if (role === 'client') this.#gone(event, wire)
      this.#leave(event, wire, 'end')
    } else {
      if (role === 'server') this.#gone(event, wire)
      this.#leave(event, wire, role === 'client' ? (clientEnds[reason] ?? 'end') : 'end')
      // The gateway has then closed its side: nothing else tells that it knows.
      if (role === 'client' && reason === 'peer-ended') this.#gone(event, wire)
    }
  }

  /** The last frame is the farewell of a gateway that was shut down, if nothing was said since. */
  #forgive(connection: number): void {
    const at = this.#drafts.findLastIndex((one) => one.connection === connection)
    const last = this.#drafts[at]
    if (last?.kind === 'hear') this.#drafts[at] = { ...last, isOptional: true }
  }

  #leave(
    { time, connection }: Omit<At, 'id'>,
    wire: Wire,
    how: 'end' | 'reset',
    isLate = this.#header.by === 'gateway',
  ): void {
    if (wire.hasLeft) return
    wire.hasLeft = true
    this.#drafts.push({ kind: 'leave', connection, time, how, isLate })
  }

  #gone({ time, connection }: Omit<At, 'id'>, wire: Wire): void {
    if (wire.isGone) return
    wire.isGone = true
    this.#drafts.push(...wire.last(time, connection), { kind: 'gone', connection, time })
  }
}

/** One connection of the recording. */
class Wire {
  readonly #stream: CutStream
  /** Where frames of a gateway end in the stream, and what they are about, as far as it is not cut. */
  #marks: { readonly end: number; readonly messages: readonly number[] }[] = []
  #marked = 0
  #cut = 0
  hasLeft = false
  isGone = false

  constructor(dialect: ServerDialect, options: unknown, role: Role) {
    this.#stream = new CutStream(dialect, options, role === 'client' ? 'server' : 'client')
  }

  hear(
    { time, connection, bytes }: Omit<At, 'id'> & { readonly bytes: Uint8Array },
    marks: readonly { readonly length: number; readonly messages: readonly number[] }[],
  ): readonly Heard[] {
    for (const { length, messages } of marks) {
      this.#marked += length
      this.#marks.push({ end: this.#marked, messages })
    }
    return this.#stream.push(bytes).map((frame) => {
      const messages = this.#messagesOf(frame.length)
      return heard(time, connection, frame, true, messages)
    })
  }

  /** What was left when the stream ended. */
  last(time: number, connection: number): readonly Heard[] {
    const rest = this.#stream.rest()
    return rest.length === 0 ? [] : [heard(time, connection, rest, false, [])]
  }

  #messagesOf(length: number): readonly number[] {
    const from = this.#cut
    this.#cut += length
    this.#marks = this.#marks.filter(({ end }) => end > from)
    const last = this.#marks.findIndex(({ end }) => end >= this.#cut)
    return this.#marks.slice(0, last + 1).flatMap(({ messages }) => messages)
  }
}

function heard(
  time: number,
  connection: number,
  bytes: Uint8Array,
  isWhole: boolean,
  messages: readonly number[],
): Heard {
  return { kind: 'hear', connection, time, bytes, isWhole, isOptional: false, messages }
}
