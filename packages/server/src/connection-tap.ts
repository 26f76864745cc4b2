import type { Answer, CloseReason, Event } from '@parley/contract'
import type { ConnectionInfo, SeenCommand, TapSocket } from './tap.ts'

/** One connection's view of the tap. With nobody at it, each call is a comparison or two. */
export class ConnectionTap {
  readonly #taps: TapSocket
  readonly #at: ConnectionInfo
  /** The engine's id of the chat message that is being delivered or acknowledged just now. */
  #about: number | undefined
  /** Whether the session decides what it sends right before it is sent. */
  seals = false
  /** Written while somebody watched, and not sent yet. */
  #unsealed: { readonly frame: string; readonly message: number | undefined }[] = []

  constructor(taps: TapSocket, at: ConnectionInfo) {
    this.#taps = taps
    this.#at = at
  }

  get on(): boolean {
    return this.#taps.tap !== undefined
  }

  opened(): void {
    if (this.on) this.#taps.tap?.({ kind: 'opened', at: this.#at })
    else this.#skip()
  }

  bytesIn(chunk: Uint8Array): void {
    if (this.on) this.#taps.tap?.({ kind: 'bytes-in', at: this.#at, bytes: chunk })
    else this.#skip()
  }

  frame(frame: unknown): void {
    if (this.on) this.#taps.tap?.({ kind: 'frame', at: this.#at, frame })
    else this.#skip()
  }

  command(command: SeenCommand): void {
    if (this.on) this.#taps.tap?.({ kind: 'command', at: this.#at, command })
  }

  /** Shows the answer; until `over`, what is written is about the answer's message. */
  answer(command: SeenCommand, answer: Answer<unknown>): void {
    if (!this.on) return this.#skip()
    this.#about = answer.ok ? messageIn(answer.value) : undefined
    this.#taps.tap?.({ kind: 'answer', at: this.#at, command, answer, message: this.#about })
  }

  /** Shows the event; until `over`, what is written is about the event's message. */
  event(event: Event): void {
    if (!this.on) return
    this.#about = 'id' in event ? event.id : undefined
    this.#taps.tap?.({ kind: 'event', at: this.#at, event, message: this.#about })
  }

  over(): void {
    this.#about = undefined
  }

  written(frame: Uint8Array | string): void {
    if (!this.on) return this.#skip()
    if (this.seals && typeof frame === 'string')
      this.#unsealed.push({ frame, message: this.#about })
    else this.#taps.tap?.({ kind: 'written', at: this.#at, frame, message: this.#about })
  }

  /** A frame that was written is about to be sent in this form. */
  sealed(before: string, frame: string): void {
    if (!this.on) this.#unsealed = []
    else {
      const message =
        this.#unsealed[0]?.frame === before ? this.#unsealed.shift()?.message : undefined
      this.#taps.tap?.({ kind: 'written', at: this.#at, frame, message })
    }
  }

  bytesOut(data: Uint8Array | string): void {
    if (this.on) this.#taps.tap?.({ kind: 'bytes-out', at: this.#at, data })
    else this.#skip()
  }

  closed(reason: CloseReason): void {
    if (this.on) this.#taps.tap?.({ kind: 'closed', at: this.#at, reason })
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
