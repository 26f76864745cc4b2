import type { Dialect, Fault, Line, Splitter } from '@parley/contract'
import { type AnyFrame, clientWrites, LineBehind, mangled, serverWrites } from '@parley/faulty'
import type { Reply, Request } from '../../frames.ts'
import type { Options } from '../../options.ts'

export type LlpDialect = Dialect<Request, Reply, Options>
export type LlpFault = Fault<LlpDialect>

export const INBOUND = '> INBOUND MESSAGE - SENDER: '
export const COMPOSE = '> OK - Send Message, end with XOXOXO\n'
export const DELIVERED = '> OK - Message Delivered\n'

/** Every frame that the server writes is changed as text. */
export function writes(dialect: LlpDialect, change: (text: string) => string): LlpDialect {
  return serverWrites(dialect, (frame) => [change(textOf(frame))])
}

/** Only the messages that arrive are changed. */
export function delivers(dialect: LlpDialect, change: (text: string) => string): LlpDialect {
  return writes(dialect, (text) => (text.startsWith(INBOUND) ? change(text) : text))
}

export function textOf(frame: AnyFrame): string {
  return typeof frame === 'string' ? frame : new TextDecoder().decode(frame)
}

/** Each line that the client sends is changed; undefined: it is not sent. */
export function sends(
  dialect: LlpDialect,
  change: (line: string) => string | undefined,
): LlpDialect {
  return clientWrites(dialect, (frame) => {
    const changed = change(textOf(frame).replace(/\n$/, ''))
    return changed === undefined ? [] : [`${changed}\n`]
  })
}

/** The lines that clients say are changed; undefined: they have not been said. */
export function lines(change: (line: string) => string | undefined) {
  return {
    request: (request: Request) => (typeof request === 'string' ? change(request) : request),
  }
}

/** Each read is read as other bytes. */
export function reads<Frame>(
  splitter: Splitter<Frame>,
  change: (chunk: Uint8Array) => Uint8Array,
): Splitter<Frame> {
  return mangled(splitter, (chunk) => [change(chunk)])
}

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** One read is one line, whatever is behind its first line end. */
export function firstLine(chunk: Uint8Array): Uint8Array {
  const end = chunk.indexOf(10)
  return end < 0 ? Uint8Array.of(...chunk, 10) : chunk.subarray(0, end + 1)
}

/** Characters that are cut become U+FFFD. */
export function decodedAlone(chunk: Uint8Array): Uint8Array {
  return encode(new TextDecoder().decode(chunk))
}

/** Replaces the server’s line, and is notified when a line comes. */
export function serves(dialect: LlpDialect, behind: (line: Line) => Watching): LlpDialect {
  return {
    ...dialect,
    serve(line, options) {
      const watching = behind(line)
      const session = dialect.serve(watching, options)
      const seal = session.seal?.bind(session)
      return {
        greet: () => session.greet?.(),
        take(request) {
          watching.took(request)
          session.take(request)
        },
        hear: (event) => session.hear(event),
        wake: (now) => session.wake?.(now),
        ...(seal === undefined ? {} : { seal }),
      }
    },
  }
}

/** A line that knows whether a message is being written on it. */
export class Watching extends LineBehind {
  protected isComposing = false
  protected name = ''

  override write(frame: AnyFrame): void {
    const text = textOf(frame)
    this.name = /^> OK - Hello (.*)\n/.exec(text)?.[1] ?? this.name
    if (text === COMPOSE) this.isComposing = true
    else if (!text.startsWith(INBOUND)) this.isComposing = false
    this.line.write(frame)
  }

  /** Before a line of the client is acted on. */
  took(_request: Request): void {}
}
