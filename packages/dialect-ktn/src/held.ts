import { detach } from '@parley/framing'
import type { Heard } from './serializer.ts'

/** So much is held, in characters, for who waits for the history; past it, the history is given up. */
export const MOST_HELD = 256 * 1024
/** What an event weighs besides its text. */
const EVENT_WEIGHT = 100

/** Live traffic that waits until the history is told. */
export class Held {
  #events: Heard[] = []
  #weight = 0

  /** False where more is held than may be. */
  add(event: Heard): boolean {
    const held = 'text' in event ? { ...event, text: detach(event.text) } : event
    this.#events.push(held)
    this.#weight += EVENT_WEIGHT + ('text' in event ? event.text.length : 0)
    return this.#weight <= MOST_HELD
  }

  /** Gives all away. */
  take(): readonly Heard[] {
    const events = this.#events
    this.#events = []
    this.#weight = 0
    return events
  }
}
