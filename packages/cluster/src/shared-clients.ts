import type { Answer } from '@parley/contract'
import type { Seat, Waiting } from '@parley/engine'
import type { Seating } from './op.ts'

/** A connection of this gateway. */
export interface Client {
  readonly seat: Seat
  readonly seating: Seating
  /** The epoch in which it has written to the log; undefined: it has not. */
  epoch: number | undefined
  /** Whether the connection is closed. */
  gone: boolean
  /** The password that is being judged for it. */
  waiting: Waiting | undefined
}

/** Who waits for the answer to an entry of the log. */
export interface Asker {
  readonly client: Client
  /** Of a login. */
  readonly password: string | undefined
  /** How often that has been judged. */
  readonly judged: number
  answer(answer: Answer<unknown>): void
}
