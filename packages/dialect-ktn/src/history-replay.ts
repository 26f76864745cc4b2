import type { Line } from '@parley/contract'
import { detach } from '@parley/framing'
import type { Heard } from './serializer.ts'

/** So much is held, in characters, for who waits for the history; past it, the history is given up. */
export const MOST_HELD = 256 * 1024
/** What an event weighs besides its text. */
const EVENT_WEIGHT = 100

/** Live traffic that waits until the history is told. */
class Held {
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

/** What the replay asks of its session. */
export interface ReplayHost {
  hear(event: Heard): void
  /** All of the history is told, or given up. */
  over(): void
}

/** The history told to a newcomer, and live traffic held back until then. */
export class HistoryReplay {
  readonly #line: Line
  /** Between two messages, in milliseconds; 0 = all are told at once. */
  readonly #pace: number
  readonly #host: ReplayHost
  /** What is still to be told, the next last. */
  #past: string[] = []
  /** The number of the last message of the history. */
  #told = 0
  #held: Held | undefined
  #state: 'telling' | 'over' = 'telling'

  constructor(line: Line, pace: number, host: ReplayHost) {
    this.#line = line
    this.#pace = pace
    this.#host = host
  }

  /** `told`: the number of the last message among the frames; 0, if there is none. */
  begin(frames: readonly string[], told: number): void {
    this.#told = told
    this.#past = frames.toReversed()
    if (this.#pace === 0) this.tellAll()
    else this.tellNext()
  }

  /**
   * A message of the history at a time, so that what is asked meanwhile is answered at once and not
   * behind all of them.
   */
  tellNext(): void {
    const frame = this.#past.pop()
    if (frame !== undefined) this.#line.write(frame)
    if (this.#past.length > 0) this.#line.wakeAt(this.#line.now + this.#pace)
    else this.#release()
  }

  /** What is still to be told goes out before what is said next. */
  tellAll(): void {
    for (const frame of this.#past.splice(0).reverse()) this.#line.write(frame)
    this.#release()
  }

  hold(event: Heard): void {
    this.#held ??= new Held()
    if (!this.#held.add(event)) this.tellAll()
  }

  /** Live traffic begins with what was held of it, less the messages that were told. */
  #release(): void {
    if (this.#state === 'over') return
    this.#state = 'over'
    this.#host.over()
    for (const event of this.#held?.take() ?? []) {
      if (event.kind !== 'public' || event.number > this.#told) this.#host.hear(event)
    }
  }
}
