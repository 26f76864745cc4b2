import type { Credential } from './job.ts'

/**
 * Hands out accounts of a list one after another, from its beginning again at its end, and takes those
 * that are spent off its end.
 */
export class Accounts {
  /** Whether there was a list: an empty one means that accounts are made by logging in. */
  readonly areGiven: boolean
  readonly #all: Credential[]
  #next = 0

  constructor(all: readonly Credential[]) {
    this.#all = [...all]
    this.areGiven = all.length > 0
  }

  get count(): number {
    return this.#all.length
  }

  take(): Credential | undefined {
    const account = this.#all[this.#next % Math.max(1, this.#all.length)]
    this.#next += 1
    return account
  }

  spend(): Credential | undefined {
    return this.#all.pop()
  }
}
