import { Buffer } from 'node:buffer'
import type { Answer, CloseReason, Event } from '@parley/contract'
import type { ConnectionInfo, SeenCommand, TapSocket } from './tap.ts'

/** One connection's view of the tap. With nobody at it, each call is one comparison. */
export class Watch {
  readonly #taps: TapSocket
  readonly #at: ConnectionInfo
  /** The engine's id of the chat message that is being told or answered just now. */
  #about: number | undefined

  constructor(taps: TapSocket, at: ConnectionInfo) {
    this.#taps = taps
    this.#at = at
  }

  get on(): boolean {
    return this.#taps.tap !== undefined
  }

  opened(): void {
    this.#taps.tap?.({ kind: 'opened', at: this.#at })
  }

  /** The chunk is the reader's again afterwards, so a tap gets a copy. */
  bytesIn(chunk: Uint8Array): void {
    if (this.on) this.#taps.tap?.({ kind: 'bytes-in', at: this.#at, bytes: chunk.slice() })
  }

  frame(frame: unknown): void {
    if (this.on) this.#taps.tap?.({ kind: 'frame', at: this.#at, frame })
  }

  command(command: SeenCommand): void {
    if (this.on) this.#taps.tap?.({ kind: 'command', at: this.#at, command })
  }

  /** Shows the answer; what `then` writes is about the answer's message. */
  answer(command: SeenCommand, answer: Answer<unknown>, then: () => void): void {
    this.#about = answer.ok ? messageIn(answer.value) : undefined
    this.#taps.tap?.({ kind: 'answer', at: this.#at, command, answer, ...this.#concerning() })
    then()
    this.#about = undefined
  }

  /** Shows the event; what `then` writes is about the event's message. */
  event(event: Event, then: () => void): void {
    this.#about = messageIn(event)
    this.#taps.tap?.({ kind: 'event', at: this.#at, event, ...this.#concerning() })
    then()
    this.#about = undefined
  }

  written(frame: Uint8Array | string): void {
    if (!this.on) return
    this.#taps.tap?.({ kind: 'written', at: this.#at, frame, ...this.#concerning() })
  }

  bytesOut(data: Uint8Array | string): void {
    if (!this.on) return
    const bytes = typeof data === 'string' ? Buffer.from(data) : data
    this.#taps.tap?.({ kind: 'bytes-out', at: this.#at, bytes })
  }

  closed(reason: CloseReason): void {
    this.#taps.tap?.({ kind: 'closed', at: this.#at, reason })
  }

  #concerning(): { readonly message?: number } {
    return this.#about === undefined ? {} : { message: this.#about }
  }
}

/** The id of the chat message that a value is or holds. */
function messageIn(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if ('id' in value && typeof value.id === 'number') return value.id
  return 'message' in value ? messageIn(value.message) : undefined
}
