import type { Answer, CloseReason, Event } from '@parley/contract'
import type { ConnectionInfo, SeenCommand, TapSocket, Trace, Tracer } from './tap.ts'

/** What is written just now is about. */
interface Context {
  /** The engine's id of the chat message that is being delivered or acknowledged. */
  readonly message: number | undefined
  /** Where the peer pulls: the ids of all that the one reply to its request tells of. */
  readonly told: readonly number[]
  /** Of what the session was doing when this began. */
  readonly outer: Context | undefined
}

const noMessages: readonly number[] = []
const nothing: Context = { message: undefined, told: noMessages, outer: undefined }

/** The most messages that wait until the peer asks; of more, the oldest are no longer known. */
const MOST_HEARD = 2000

/** One connection's view of the tap. With nobody at it, each call is a comparison or two. */
export class ConnectionTap {
  readonly #taps: TapSocket
  readonly #at: ConnectionInfo
  #tracedBy: Tracer | undefined
  #ownTrace: Trace | undefined
  #about = nothing
  /** Whether the session decides what it sends right before it is sent. */
  seals = false
  /** Whether the peer is told of direct messages only when it asks: `WirePolicy.pulls`. */
  pulls = false
  /** Written while somebody watched, and not sent yet. */
  #unsealed: { readonly frame: string; readonly about: Context }[] = []
  /** Where the peer pulls: direct messages that it has not been told of yet. */
  #heard: number[] = []
  /** What the reply is about that waits until they are marked as received. */
  #waiting = nothing

  constructor(taps: TapSocket, at: ConnectionInfo) {
    this.#taps = taps
    this.#at = at
  }

  get #isWatched(): boolean {
    return this.#taps.tap !== undefined || this.#taps.tracer !== undefined
  }

  get #trace(): Trace | undefined {
    const { tracer } = this.#taps
    if (tracer !== this.#tracedBy) {
      this.#tracedBy = tracer
      this.#ownTrace = tracer?.(this.#at)
    }
    return this.#ownTrace
  }

  opened(): void {
    void this.#trace
    if (this.#taps.tap !== undefined) this.#taps.tap({ kind: 'opened', at: this.#at })
    else this.#skip()
  }

  bytesIn(chunk: Uint8Array): void {
    this.#trace?.bytesIn(chunk)
    const { tap } = this.#taps
    if (tap !== undefined) tap({ kind: 'bytes-in', at: this.#at, bytes: chunk })
    else this.#skip()
  }

  frame(frame: unknown): void {
    this.#trace?.taking()
    const { tap } = this.#taps
    if (tap !== undefined) tap({ kind: 'frame', at: this.#at, frame })
    else this.#skip()
  }

  command(command: SeenCommand): void {
    if (command.kind === 'received') this.#waiting = this.#about
    this.#taps.tap?.({ kind: 'command', at: this.#at, command })
  }

  /** Shows the answer; until `over`, what is written is about the answer's message, or its messages. */
  answer(command: SeenCommand, answer: Answer<unknown>): void {
    if (!this.#isWatched) return this.#skip()
    const outer = this.#about
    const message = answer.ok ? messageIn(answer.value) : undefined
    if (command.kind === 'received') {
      const told = [...this.#waiting.told, ...(answer.ok ? this.#received(command) : [])]
      this.#about = { message: this.#waiting.message, told, outer }
      this.#waiting = nothing
    } else this.#about = { message, told: this.#toldBy(answer), outer }
    this.#trace?.answered(command.kind, answer.ok, message)
    const { tap } = this.#taps
    if (tap !== undefined) tap({ kind: 'answer', at: this.#at, command, answer, message })
    else this.#skip()
  }

  /** Shows the event; until `over`, what is written is about the event's message. */
  event(event: Event): void {
    if (!this.#isWatched) return
    const message = 'id' in event ? event.id : undefined
    this.#about = { message, told: noMessages, outer: this.#about }
    if (this.pulls && event.kind === 'direct') {
      this.#heard.push(event.id)
      if (this.#heard.length > MOST_HEARD) this.#heard.shift()
    }
    this.#taps.tap?.({ kind: 'event', at: this.#at, event, message })
  }

  over(): void {
    this.#about = this.#about.outer ?? nothing
  }

  written(frame: Uint8Array | string): void {
    if (!this.#isWatched) return this.#skip()
    const about = this.#about
    if (this.seals && typeof frame === 'string') this.#unsealed.push({ frame, about })
    else this.#written(frame, about)
  }

  /** A frame that was written is about to be sent in this form. */
  sealed(before: string, frame: string): void {
    if (!this.#isWatched) this.#unsealed = []
    else {
      const about = this.#unsealed[0]?.frame === before ? this.#unsealed.shift()?.about : undefined
      this.#written(frame, about ?? nothing)
    }
  }

  #written(frame: Uint8Array | string, { message, told }: Context): void {
    this.#trace?.written(frame, message, told)
    const { tap } = this.#taps
    if (tap !== undefined) tap({ kind: 'written', at: this.#at, frame, message, told })
    else this.#skip()
  }

  /** Elsewhere a history is frame by frame, and it is not known which message is in which. */
  #toldBy(answer: Answer<unknown>): readonly number[] {
    return this.pulls && answer.ok ? messagesIn(answer.value) : noMessages
  }

  /** The messages that a peer has been told of with this, whole or in part. */
  #received(command: SeenCommand): readonly number[] {
    const upTo = 'upTo' in command && typeof command.upTo === 'number' ? command.upTo : 0
    const partOf = 'partOf' in command ? command.partOf : undefined
    const received = this.#heard.filter((id) => id <= upTo || id === partOf)
    this.#heard = this.#heard.filter((id) => id > upTo)
    return received
  }

  bytesOut(data: Uint8Array | string): void {
    this.#trace?.bytesOut(data)
    const { tap } = this.#taps
    if (tap !== undefined) tap({ kind: 'bytes-out', at: this.#at, data })
    else this.#skip()
  }

  ended(): void {
    this.#trace?.ended()
  }

  closed(reason: CloseReason): void {
    this.#trace?.closed(reason)
    const { tap } = this.#taps
    if (tap !== undefined) tap({ kind: 'closed', at: this.#at, reason })
    else this.#skip()
  }

  /** Commands and events are not counted: an answer follows, and what is written. */
  #skip(): void {
    if (this.#taps.skipped !== undefined) this.#taps.skipped += 1
  }
}

/** The id of the chat message that a value is or holds. */
function messageIn(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if ('id' in value && typeof value.id === 'number') return value.id
  return 'message' in value ? messageIn(value.message) : undefined
}

/** The ids of the chat messages that the answer to a question for several holds. */
function messagesIn(value: unknown): readonly number[] {
  if (typeof value !== 'object' || value === null) return []
  const list: unknown = 'messages' in value ? value.messages : value
  if (!Array.isArray(list)) return []
  return list.flatMap((one: unknown) => messageIn(one) ?? [])
}
