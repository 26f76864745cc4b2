import type { Dialect, Fault, Line, ServerSession, Splitter } from '@parley/contract'
import { type AnyFrame, clientWrites, LineBehind, mangled, serverWrites } from '@parley/faulty'
import type { Reply, Request } from '../../frames.ts'
import type { Options } from '../../options.ts'

export type GhostrTextDialect = Dialect<Request, Reply, Options>
export type GhostrTextFault = Fault<GhostrTextDialect>

export const ADMITTED = 'TYPE: AUTH;;PASW: 1;;'

/** Whose connection it is, once they have logged in. */
export class Owners {
  readonly #in = new Map<Line, string>()
  readonly #named = new Map<Line, string>()

  get lines(): readonly Line[] {
    return [...this.#in.keys()]
  }

  get names(): readonly string[] {
    return [...this.#in.values()]
  }

  nameOf(line: Line): string {
    return this.#in.get(line) ?? ''
  }

  says(line: Line, who: string): void {
    this.#named.set(line, who)
  }

  hears(line: Line, text: string): void {
    if (text.startsWith(ADMITTED)) this.#in.set(line, this.#named.get(line) ?? '')
    if (text.startsWith('TYPE: LOGOUT;;')) this.#in.delete(line)
  }
}

export function textOf(frame: AnyFrame): string {
  return typeof frame === 'string' ? frame : new TextDecoder().decode(frame)
}

/** Every message that the server writes is changed as text. */
export function serverFault(
  name: string,
  what: string,
  breaks: readonly string[],
  change: (text: string) => string,
): GhostrTextFault {
  const apply = (dialect: GhostrTextDialect) =>
    serverWrites(dialect, (frame) => [change(textOf(frame))].filter((text) => text !== ''))
  return { name, what, breaks, apply }
}

/** Every message that the client sends is changed as text; empty: it is not sent. */
export function clientFault(
  name: string,
  what: string,
  breaks: readonly string[],
  change: (text: string) => string,
): GhostrTextFault {
  return {
    name,
    what,
    breaks,
    apply: (dialect) =>
      clientWrites(dialect, (frame) => [change(textOf(frame))].filter((text) => text !== '')),
  }
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
export function twisted(
  dialect: GhostrTextDialect,
  make: (line: Line) => Twist,
): GhostrTextDialect {
  return {
    ...dialect,
    serve(line, options) {
      const twist = make(line)
      const session = dialect.serve(new TwistedLine(line, twist), options)
      const changed: ServerSession<Request> = {
        greet: () => session.greet?.(),
        take(request) {
          const other = twist.take === undefined ? request : twist.take(request)
          if (other !== undefined) session.take(other)
        },
        hear: (event) => session.hear(event),
        wake: (now) => session.wake?.(now),
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
