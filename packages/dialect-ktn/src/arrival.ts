import type { Line } from '@parley/contract'
import { Held } from './held.ts'
import type { Heard } from './serializer.ts'

/** What an arrival asks of the session that it is for. */
export interface ArrivalHost {
  hear(event: Heard): void
  /** All of the history is told, or given up. */
  over(): void
}

/** The history told to a newcomer, and live traffic held back until then. */
export class Arrival {
  readonly #line: Line
  /** Between two messages, in milliseconds; 0 = all are told at once. */
  readonly #pace: number
  readonly #host: ArrivalHost
  /** What is still to be told, the next last. */
  #past: string[] = []
  /** The number of the last message of the history. */
  #told = 0
  #held: Held | undefined
  #state: 'telling' | 'over' = 'telling'

  constructor(line: Line, pace: number, host: ArrivalHost) {
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
