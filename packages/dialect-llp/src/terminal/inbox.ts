import type { TerminalLine } from '@parley/contract'
import { cleanText } from '@parley/framing'
import { onOneLine } from '@parley/line-terminal'
import { InboundMessage } from '../client/inbound-message-reader.ts'
import type { Reply } from '../frames.ts'

/** The most that is kept of a message while it arrives, in characters. */
const MOST_KEPT = 2 * 1024 * 1024

/** Before the lines of a message, so that none of them begins as an answer or another message does. */
const INDENT = '  '

/** Messages of others (4.1): each is shown in one piece, apart from the answers. */
export class Inbox {
  readonly #line: Pick<TerminalLine, 'show'>
  #incoming: InboundMessage | undefined

  constructor(line: Pick<TerminalLine, 'show'>) {
    this.#line = line
  }

  /** Whose message is arriving; undefined: none is. */
  get sender(): string | undefined {
    return this.#incoming?.from
  }

  begin(sender: string): void {
    this.#incoming = new InboundMessage(sender, MOST_KEPT)
  }

  /** Takes the server's next line, if it belongs to a message that is arriving. */
  take(reply: Reply): 'taken' | 'not-mine' {
    const incoming = this.#incoming
    if (incoming === undefined) return 'not-mine'
    if (incoming.take(reply) === 'more') return 'taken'
    this.#show(incoming)
    if (incoming.kept === 'part') this.#line.show('The rest was too long to be shown.', 'trouble')
    return 'taken'
  }

  /** Shows what has come of a message whose end will not come. */
  breakOff(): void {
    if (this.#incoming === undefined) return
    this.#show(this.#incoming)
    this.#line.show('The rest of this message did not come.', 'trouble')
  }

  #show({ from, to, room, text }: InboundMessage): void {
    this.#incoming = undefined
    const lines = cleanText(text).split('\n')
    const reader = to === 'me' ? 'you' : onOneLine(room ?? 'everyone')
    this.#line.show(messageText(from, reader, lines), 'said')
  }
}

/** How a message is shown. */
export function messageText(from: string, to: string, lines: readonly string[]): string {
  return [`── ${onOneLine(from)} to ${to} ──`, ...lines.map((line) => `${INDENT}${line}`)].join(
    '\n',
  )
}
