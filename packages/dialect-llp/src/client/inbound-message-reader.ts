import { CLOSING } from '../composed-body.ts'
import type { Reply } from '../frames.ts'
import { GUARD } from '../inbound-message-writer.ts'
import { EVERYONE } from '../serializer.ts'

/** A message of somebody else while it arrives (4.1): whatever its lines look like, they are text. */
export class InboundMessage {
  readonly from: string
  readonly #most: number
  readonly #lines: string[] = []
  #to: string | undefined
  #length = 0

  /** `most`: how much of the text is kept, in characters; of the rest no line is. */
  constructor(from: string, most: number) {
    this.from = from
    this.#most = most
  }

  get to(): 'everyone' | 'me' {
    return this.#to === EVERYONE || this.room !== undefined ? 'everyone' : 'me'
  }

  /** Undefined: it is to everyone, or to one. */
  get room(): string | undefined {
    return this.#to?.startsWith('#') === true ? this.#to : undefined
  }

  get text(): string {
    return this.#lines.join('\n')
  }

  get kept(): 'all' | 'part' {
    return this.#length > this.#most ? 'part' : 'all'
  }

  /** Takes the server's next line; `whole`: that was the last one of the message. */
  take(reply: Reply): 'more' | 'whole' {
    if (this.#to === undefined) {
      this.#to = reply.kind === 'recipient' ? reply.name : ''
      if (reply.kind === 'recipient') return 'more'
    }
    const text = lineOf(reply)
    const last = closingOf(text)
    if (last === undefined) this.#keep(text)
    else if (last !== '') this.#keep(last)
    return last === undefined ? 'more' : 'whole'
  }

  #keep(text: string): void {
    this.#length += text.length + 1
    if (this.kept === 'all') this.#lines.push(text)
  }
}

/** The line without its `> `. */
function lineOf(reply: Reply): string {
  if (reply.kind !== 'status') return reply.text
  return `${reply.ok ? 'OK' : 'ERROR'} - ${reply.text}`
}

/** What stands before `XOXOXO` in a line that closes an inbound message; undefined in any other. */
function closingOf(text: string): string | undefined {
  const trimmed = text.trimEnd()
  if (!trimmed.endsWith(CLOSING)) return undefined
  const before = trimmed.slice(0, -CLOSING.length)
  return before.endsWith(GUARD) ? undefined : before.trimEnd()
}
