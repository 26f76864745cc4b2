import { cleanText, type DirectMessage, type Event, type PublicMessage } from '@parley/contract'
import { copyString } from './copy-string.ts'
import type { Seat } from './seat.ts'

/** So many texts are remembered as they were said, the newest; of older ones the clean text is delivered. */
export const MOST_RAW = 1000

/** And so many UTF-16 units of them all together. */
export const MOST_RAW_TEXT = 1024 * 1024

interface Raw {
  readonly via: string
  readonly text: string
}

/**
 * Texts that a `strict` listener has passed on as they are. Everybody gets, and the timeline and
 * the mailboxes keep, what `cleanText` makes of them: an escape or a line break of another kind would
 * forge or be obeyed elsewhere. Only `strict` listeners of the same dialect get them unchanged.
 */
export class RawTexts {
  readonly #texts = new Map<number, Raw>()
  #length = 0

  get state(): readonly (readonly [number, string, string])[] {
    return [...this.#texts].map(([id, { via, text }]) => [id, via, text])
  }

  restore(state: readonly (readonly [number, string, string])[]): void {
    for (const [id, via, text] of state) this.#put(id, { via, text })
  }

  /** The part of a command's text that everybody may get. */
  clean(seat: Seat, text: string): string {
    return seat.raw ? cleanText(text) : text
  }

  /** Remembers how the text of a message was said, where everybody gets another one. */
  keep(seat: Seat, id: number, said: string, clean: string): void {
    if (said === clean) return
    this.#put(id, { via: seat.present.via, text: copyString(said) })
  }

  #put(id: number, raw: Raw): void {
    this.#texts.set(id, raw)
    this.#length += raw.text.length
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= MOST_RAW && this.#length <= MOST_RAW_TEXT) break
      this.#forget(oldest)
    }
  }

  /** The same for a message that has another text now. */
  edited(seat: Seat, id: number, said: string, clean: string): void {
    this.#forget(id)
    this.keep(seat, id, said, clean)
  }

  /** A message as it was said, where it was said through this dialect. */
  restored<Message extends DirectMessage | PublicMessage>(message: Message, via: string): Message {
    const raw = this.#texts.get(message.id)
    return raw?.via === via ? { ...message, text: raw.text } : message
  }

  restoredEvent(event: Event, via: string): Event {
    switch (event.kind) {
      case 'direct':
      case 'public':
        return this.restored(event, via)
      case 'edited':
        return { ...event, message: this.restored(event.message, via) }
      case 'removed':
      case 'joined':
      case 'left':
      case 'renamed':
      case 'away':
      case 'entered':
      case 'departed':
      case 'topic':
      case 'notice':
      case 'farewell':
        return event
    }
  }

  #forget(id: number): void {
    this.#length -= this.#texts.get(id)?.text.length ?? 0
    this.#texts.delete(id)
  }
}
