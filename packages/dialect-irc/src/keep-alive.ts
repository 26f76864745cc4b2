/** PING of a silent client, and its end (5.3). */
import type { Connection } from './connection.ts'
import { HOST } from './names.ts'

const SECOND = 1000

export class KeepAlive {
  readonly #connection: Connection
  #lastHeard = 0
  /** When a PING was sent that nothing has come after. */
  #pingedAt: number | undefined

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** From the beginning on: who has proven an account has not registered yet. */
  start(): void {
    this.heard()
    this.#connection.wakeAt(this.#lastHeard + this.#pingTime)
  }

  /** Something has come. */
  heard(): void {
    this.#lastHeard = this.#connection.now
    this.#pingedAt = undefined
  }

  /** True where the client has not answered in time. */
  wake(now: number): boolean {
    if (this.#pingedAt !== undefined) {
      const due = this.#pingedAt + this.#pingWait
      if (now >= due) return true
      this.#connection.wakeAt(due)
      return false
    }
    const due = this.#lastHeard + this.#pingTime
    if (now < due) {
      this.#connection.wakeAt(due)
      return false
    }
    this.#pingedAt = now
    this.#connection.tell(`PING :${HOST}`)
    this.#connection.wakeAt(now + this.#pingWait)
    return false
  }

  get #pingTime(): number {
    return this.#connection.options.pingTime * SECOND
  }

  get #pingWait(): number {
    return this.#connection.options.pingWait * SECOND
  }
}
