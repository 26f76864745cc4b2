/** Earlier messages of a channel, at a JOIN and for CHATHISTORY (6). */
import type { PublicMessage } from '@parley/contract'
import type { Connection } from './connection.ts'
import { messageLines, publicMessage } from './message-frames.ts'
import { placeOf } from './rooms.ts'
import { fromServer } from './serializer.ts'

export class History {
  readonly #connection: Connection
  #batches = 0

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** 6.1: only where the client can tell that they are not new. */
  joined(channel: string): void {
    const { options } = this.#connection
    if (options.strict || options.history === 0 || !this.#connection.has('server-time')) return
    this.#latest(channel, options.history, false)
  }

  /** 6.2: `CHATHISTORY LATEST #parley * 20`. */
  asked(channel: string, most: number): void {
    this.#latest(channel, most, true)
  }

  /** `isDue`: nothing is a batch, too. */
  #latest(channel: string, last: number, isDue: boolean): void {
    this.#connection.ask({ kind: 'history', last, ...placeOf(channel) }, (answer) => {
      const messages = answer.ok ? answer.value : []
      if (messages.length > 0 || isDue) this.#tell(channel, messages)
    })
  }

  #tell(channel: string, messages: readonly PublicMessage[]): void {
    const connection = this.#connection
    const { options, form } = connection
    const batch = connection.has('batch') ? this.#next() : undefined
    if (batch !== undefined)
      connection.say(fromServer('BATCH', [`+${batch}`, 'chathistory', channel]))
    for (const message of messages) {
      connection.sayAll(messageLines(publicMessage(message), options, form, batch))
    }
    if (batch !== undefined) connection.say(fromServer('BATCH', [`-${batch}`]))
  }

  #next(): string {
    this.#batches += 1
    return `h${this.#batches}`
  }
}
