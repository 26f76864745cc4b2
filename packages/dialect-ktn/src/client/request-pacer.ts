import type { ClientLine } from '@parley/contract'
import { longestRequest, type Options } from '../options.ts'
import { request } from '../serializer.ts'

/** The least time between two requests (8.1), in milliseconds; none with `pace: 0`. */
const PACE = 100

/** Writes requests as 8.1 asks: bounded in length, and one at a time. */
export class RequestPacer {
  readonly #line: Pick<ClientLine, 'now' | 'write'>
  readonly #options: Options
  readonly #unsaid: string[] = []
  #openAt = 0

  constructor(line: Pick<ClientLine, 'now' | 'write'>, options: Options) {
    this.#line = line
    this.#options = options
  }

  /** When `wake` has something to write; infinite if nothing waits. */
  get nextAt(): number {
    return this.#unsaid.length > 0 ? this.#openAt : Number.POSITIVE_INFINITY
  }

  /**
   * Writes a request, now or when its turn comes. False: it is too long. `spare`: bytes that are
   * left unused, so that short names do not decide what can be said.
   */
  say(word: string, content: string | null, spare: number): boolean {
    const { terminator, pace } = this.#options
    const frame = request(word, content) + (terminator === 'lf' ? '\n' : '')
    if (frame.length + spare > longestRequest(this.#options)) return false
    const { now } = this.#line
    if (pace === 0 || (this.#unsaid.length === 0 && now >= this.#openAt)) this.#write(frame, now)
    else this.#unsaid.push(frame)
    return true
  }

  wake(now: number): void {
    const next = now >= this.#openAt ? this.#unsaid.shift() : undefined
    if (next !== undefined) this.#write(next, now)
  }

  #write(frame: string, now: number): void {
    this.#openAt = now + PACE
    this.#line.write(frame)
  }
}
