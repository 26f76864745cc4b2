import { Buffer } from 'node:buffer'
import { Malformed, NEED_MORE, type ServerDialect } from '@parley/contract'
import { bytesOf } from './frame-bytes.ts'

/** How a message becomes a frame on the wire, and how a server's frames become messages again. */
export interface Framing {
  /** The bytes of one message, its length or whatever stands around it included; a string is UTF-8. */
  frame(message: string): string | Uint8Array
  /**
   * The messages in what a server has written, in order; throws where it is not made of whole frames.
   * By default they are found with `frame` and the splitter of the dialect, as both sides frame alike.
   */
  read?(written: Uint8Array): readonly string[]
}

/** No frame has more bytes than this before its message. */
const LONGEST_PREFIX = 16

/** A letter that stands nowhere in a prefix or a suffix. */
const LETTER = 'q'

/** Makes frames of messages, and finds the messages of frames. */
export class Frames {
  readonly #dialect: ServerDialect
  readonly #framing: Framing

  readonly #known: readonly string[]

  /** `known`: messages whose frames are recognised, whatever stands around or inside them. */
  constructor(dialect: ServerDialect, framing: Framing, known: readonly string[] = []) {
    this.#dialect = dialect
    this.#framing = framing
    this.#known = known
  }

  /** The frame of a message. Throws where the framing cannot say it, as one that is too long. */
  of(message: string): Buffer {
    return Buffer.from(bytesOf(this.#framing.frame(message)))
  }

  /** The message whose frame this is; undefined where none is found that is on the wire as it is. */
  messageOf(frame: Uint8Array): string | undefined {
    const bytes = Buffer.from(frame)
    const known = this.#known.find((message) => this.of(message).equals(bytes))
    if (known !== undefined) return known
    const example = this.of(LETTER)
    const end = bytes.length - (example.length - 1 - example.lastIndexOf(LETTER))
    for (let start = 0; start <= Math.min(LONGEST_PREFIX, end); start++) {
      const message = bytes.toString('utf8', start, end)
      if (this.of(message).equals(bytes)) return message
    }
    return undefined
  }

  /** The messages in what a server has written; undefined where it is not made of whole frames. */
  messagesIn(written: Uint8Array, options: unknown): readonly string[] | undefined {
    const { read } = this.#framing
    if (read === undefined) return this.#split(written, options)
    try {
      return read(written)
    } catch {
      return undefined
    }
  }

  #split(written: Uint8Array, options: unknown): readonly string[] | undefined {
    const splitter = this.#dialect.splitter(options)
    const messages: string[] = []
    let start = 0
    for (let end = 1; end <= written.length; end++) {
      splitter.push(written.subarray(end - 1, end))
      const found = splitter.next(Number.MAX_SAFE_INTEGER)
      if (found === NEED_MORE) continue
      const message =
        found instanceof Malformed ? undefined : this.messageOf(written.subarray(start, end))
      if (message === undefined) return undefined
      messages.push(message)
      start = end
    }
    return start === written.length ? messages : undefined
  }
}
