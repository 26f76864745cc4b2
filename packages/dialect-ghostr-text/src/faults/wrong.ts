import type { Dialect, Fault, Line, ServerSession, Splitter } from '@parley/contract'
import { type AnyFrame, LineBehind, mangled, serverWrites } from '@parley/faulty'
import type { Reply, Request } from '../frames.ts'
import type { Options } from '../options.ts'

export type GhostrText = Dialect<Request, Reply, Options>
export type Wrong = Fault<GhostrText>

export function textOf(frame: AnyFrame): string {
  return typeof frame === 'string' ? frame : new TextDecoder().decode(frame)
}

/** Every message that the server writes is changed as text. */
export function writing(
  name: string,
  what: string,
  breaks: readonly string[],
  change: (text: string) => string,
): Wrong {
  const apply = (dialect: GhostrText) =>
    serverWrites(dialect, (frame) => [change(textOf(frame))].filter((text) => text !== ''))
  return { name, what, breaks, apply }
}

/** What is wrong with one connection of a server. */
export interface Twist {
  /** A request, or what is taken for it; undefined: nothing. */
  take?(request: Request): Request | undefined
  /** The messages that are written for one. */
  write?(text: string): readonly string[]
}

class TwistedLine extends LineBehind {
  readonly #twist: Twist

  constructor(line: Line, twist: Twist) {
    super(line)
    this.#twist = twist
  }

  override write(frame: AnyFrame): void {
    const texts = this.#twist.write?.(textOf(frame)) ?? [frame]
    for (const text of texts) this.line.write(text)
  }
}

/** Each connection of the server is wrong in its own way. */
export function twisted(dialect: GhostrText, make: (line: Line) => Twist): GhostrText {
  return {
    ...dialect,
    serve(line, options) {
      const twist = make(line)
      const session = dialect.serve(new TwistedLine(line, twist), options)
      const changed: ServerSession<Request> = {
        greet: () => session.greet(),
        take(request) {
          const other = twist.take === undefined ? request : twist.take(request)
          if (other !== undefined) session.take(other)
        },
        hear: (event) => session.hear(event),
        wake: (now) => session.wake(now),
      }
      return changed
    },
  }
}

/** Each read is read as other bytes. */
export function reads<Frame>(
  splitter: Splitter<Frame>,
  change: (chunk: Uint8Array) => Uint8Array,
): Splitter<Frame> {
  return mangled(splitter, (chunk) => [change(chunk)])
}

/** Characters that are cut become U+FFFD. */
export function decodedAlone(chunk: Uint8Array): Uint8Array {
  return new TextEncoder().encode(new TextDecoder().decode(chunk))
}

/**
 * Of a read only its first message, and nothing of one that is not whole. `fields`: those of each
 * type.
 */
export function firstMessage(
  chunk: Uint8Array,
  fields: Readonly<Record<string, readonly string[]>>,
): Uint8Array {
  const text = new TextDecoder().decode(chunk)
  const [, type = ''] = /^TYPE: ([A-Z]+);;/.exec(text) ?? []
  const count = fields[type]?.length
  const parts = text.split(';;')
  if (count === undefined || parts.length < count + 2) return Uint8Array.of()
  return new TextEncoder().encode(`${parts.slice(0, count + 1).join(';;')};;`)
}
