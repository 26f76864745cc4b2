import type { Dialect, Fault, Line } from '@parley/contract'
import { type AnyFrame, faultOf, LineBehind, serverSession, textOf } from '@parley/faulty'
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

/** What is wrong with one connection of a server. */
export interface Twist {
  /** A request, or what is taken for it; undefined: nothing. */
  take?(request: Request): Request | undefined
  /** The messages that are written for one. */
  write?(text: string): readonly string[]
}

class TwistedLine extends LineBehind {
  readonly twist: Twist

  constructor(line: Line, twist: Twist) {
    super(line)
    this.twist = twist
  }

  override write(frame: AnyFrame): void {
    const texts = this.twist.write?.(textOf(frame)) ?? [frame]
    for (const text of texts) this.line.write(text)
  }
}

/** Each connection of the server is wrong in its own way. */
export function twisted(
  make: (line: Line) => Twist,
): (dialect: GhostrTextDialect) => GhostrTextDialect {
  return (dialect) =>
    serverSession(
      dialect,
      (line) => new TwistedLine(line, make(line)),
      (session, line) => ({
        take(request) {
          const other = line.twist.take === undefined ? request : line.twist.take(request)
          if (other !== undefined) session.take(other)
        },
      }),
    )
}

/**
 * Of a read only its first message, and nothing of one that is not whole. `fields`: those of each
 * type.
 */
export function firstMessage(
  fields: Readonly<Record<string, readonly string[]>>,
): (read: string) => string {
  return (read) => {
    const [, type = ''] = /^TYPE: ([A-Z]+);;/.exec(read) ?? []
    const count = fields[type]?.length
    const parts = read.split(';;')
    if (count === undefined || parts.length < count + 2) return ''
    return `${parts.slice(0, count + 1).join(';;')};;`
  }
}

export const twistedFault = faultOf(twisted)
