import type { LogState } from './nats-link.ts'

/** Notices a log that was removed, or has lost entries that were applied. */
export class LogGuard {
  readonly #created: string
  readonly #applied: () => number
  readonly #ask: () => Promise<LogState>

  /** `created`: of the log that is read; `applied`: the sequence of the last entry that was applied. */
  constructor(created: string, applied: () => number, ask: () => Promise<LogState>) {
    this.#created = created
    this.#applied = applied
    this.#ask = ask
  }

  /** Undefined where the log has gone back. Rejects where the broker does not answer. */
  async look(): Promise<LogState | undefined> {
    // What is applied while the broker answers is not in its answer.
    const applied = this.#applied()
    const state = await this.#ask()
    return state.created === this.#created && state.last >= applied ? state : undefined
  }
}
