import { isFullDialect, type ServerDialect } from '@parley/contract'
import { FrameCutter } from '@parley/framing'
import { ByteQueue } from '../byte-queue.ts'

/** No frame of a server is taken to be longer, in bytes. */
export const LONGEST_REPLY = 64 * 1024 * 1024

/** One direction of a connection, cut into frames; of no importance is in which pieces its bytes come. */
export class CutStream {
  readonly #cutter: FrameCutter
  readonly #bound: number
  readonly #bytes = new ByteQueue()

  /**
   * `from`: whose frames these are. Those of a server are cut by the dialect’s client; where the dialect
   * has none, by its only splitter.
   */
  constructor(dialect: ServerDialect, options: unknown, from: 'client' | 'server') {
    const isReply = from === 'server' && isFullDialect(dialect)
    this.#cutter = new FrameCutter((isReply ? dialect.client : dialect).splitter(options))
    this.#bound = from === 'server' ? LONGEST_REPLY : dialect.wire(options).maxFrame
  }

  /** The frames that end in these bytes. What cannot be read as frames stays in `rest`. */
  push(bytes: Uint8Array): readonly Uint8Array[] {
    if (this.#cutter.isBroken && this.#bytes.length > LONGEST_REPLY) return []
    this.#bytes.add(bytes)
    if (!this.#cutter.isBroken) this.#cutter.push(bytes)
    const frames: Uint8Array[] = []
    for (;;) {
      const length = this.#cutter.isBroken ? undefined : this.#cutter.next(this.#bound)
      if (length === undefined) return frames
      frames.push(this.#bytes.take(length))
    }
  }

  /** What is no whole frame at the end of the stream. */
  rest(): Uint8Array {
    return this.#bytes.take(this.#bytes.length)
  }
}
