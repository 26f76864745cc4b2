/** Batches that a client sends (7.2). */
import type { Connection } from './connection.ts'
import type { Message } from './frames.ts'
import type { Messages } from './messages.ts'
import { type BatchFault, MultilineBatch, openBatch } from './multiline.ts'
import { fromServer, word } from './serializer.ts'

export class Batches {
  readonly #connection: Connection
  readonly #messages: Messages
  #open: MultilineBatch | undefined
  /** The label of the command that has opened it, which its outcome has. */
  #label: string | undefined

  constructor(connection: Connection, messages: Messages) {
    this.#connection = connection
    this.#messages = messages
  }

  /** `BATCH +reference draft/multiline #parley`, `BATCH -reference`. */
  take({ params }: Message): void {
    const [reference = ''] = params
    if (reference.startsWith('+')) return this.#begin(params)
    const batch = this.#open
    if (batch === undefined || reference !== `-${batch.reference}`) {
      return this.#fail({
        code: 'INVALID_REFTAG',
        params: [word(reference)],
        text: 'There is no such batch',
      })
    }
    this.#open = undefined
    const ended = batch.end()
    this.#connection.run(this.#label, () => {
      if ('code' in ended) this.#fail(ended)
      else this.#messages.say(ended)
    })
  }

  /** Takes a line that is of the batch: false where it is of none. */
  takeLine(message: Message): boolean {
    const reference = message.tags.get('batch')
    if (reference === undefined || this.#open === undefined) return false
    if (reference !== this.#open.reference) return false
    this.#open.add(message)
    return true
  }

  #begin(params: readonly string[]): void {
    const opened = openBatch(params)
    if (!(opened instanceof MultilineBatch)) return this.#fail(opened)
    this.#open = opened
    this.#label = this.#connection.takeLabel()
  }

  #fail({ code, params, text }: BatchFault): void {
    this.#connection.say(fromServer('FAIL', ['BATCH', code, ...params], text))
  }
}
