import {
  type CallLine,
  type CallSession,
  type CallSide,
  Malformed,
  NEED_MORE,
} from '@parley/contract'
import { JsonSplitter } from '@parley/framing'
import { DEEPEST, MOST_REQUEST, type Options } from './options.ts'
import { callerIn, parseCall } from './parser.ts'
import { object } from './serializer.ts'

/** What an object of a private chat may have (6.1). */
const LIMITS = { bytes: MOST_REQUEST, depth: DEEPEST } as const

/** How clients talk to each other (6.1), answered for those that do not. */
export const calls: CallSide<Options> = {
  transport: 'tcp',
  answer: (line, options) => new PrivateChat(line, options),
  speech: (from, message) => object({ from, message }),
}

/**
 * What arrives is said to the user who is called, by the user for whom the place was opened; the
 * sender that an object names is not looked at (6.3).
 */
class PrivateChat implements CallSession {
  readonly #line: CallLine
  readonly #options: Options
  readonly #splitter = new JsonSplitter(LIMITS)
  #state: 'open' | 'closed' = 'open'

  constructor(line: CallLine, options: Options) {
    this.#line = line
    this.#options = options
  }

  take(bytes: Uint8Array): void {
    if (this.#state === 'closed') return
    this.#splitter.push(bytes)
    while (this.#state === 'open') {
      const item = this.#splitter.next(LIMITS.bytes)
      if (item === NEED_MORE) return
      if (item instanceof Malformed) this.#close()
      else if (item.kind !== 'line-end') this.#said(parseCall(item, this.#options), callerIn(item))
    }
  }

  end(): void {
    this.#state = 'closed'
  }

  wake(): void {}

  /** An empty text says nothing; what is no message ends the call. */
  #said(text: string | undefined, claimed: string): void {
    if (text === undefined) this.#close()
    else if (text !== '') this.#line.say(text, claimed)
  }

  #close(): void {
    this.#state = 'closed'
    this.#line.close()
  }
}
