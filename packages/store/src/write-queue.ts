import type { Transaction } from './transaction.ts'

/** Milliseconds between two tries to write while another process is writing. */
const RETRY = 20

/**
 * Milliseconds for which a command waits while another process is writing; then it is refused. Only
 * its own connection waits.
 */
export const LONGEST_WAIT = 5_000

interface Waiting {
  readonly since: number
  readonly then: (writable: boolean) => void
}

/** Who wants to write while another process does waits here, so that nobody else waits with them. */
export class WriteQueue {
  readonly #transaction: Transaction
  readonly #clock: () => number
  #waiting: Waiting[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(transaction: Transaction, clock = () => performance.now()) {
    this.#transaction = transaction
    this.#clock = clock
  }

  /** `then` is called at once with whether a write is possible, or later where another process is writing. */
  whenWritable(then: (writable: boolean) => void): void {
    const standing = this.#transaction.begin()
    if (standing !== 'busy') return then(standing === 'open')
    this.#waiting.push({ since: this.#clock(), then })
    this.#timer ??= setTimeout(this.retry, RETRY)
  }

  /** Called by a timer; who waits too long is refused. */
  readonly retry = (): void => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const standing = this.#transaction.begin()
    const since = this.#clock() - LONGEST_WAIT
    const isOver = (one: Waiting) => standing !== 'busy' || one.since <= since
    const over = this.#waiting.filter(isOver)
    this.#waiting = this.#waiting.filter((one) => !isOver(one))
    if (this.#waiting.length > 0) this.#timer = setTimeout(this.retry, RETRY)
    for (const { then } of over) then(standing === 'open')
  }

  /** Calls nobody back any more. */
  close(): void {
    clearTimeout(this.#timer)
    this.#waiting = []
  }
}
