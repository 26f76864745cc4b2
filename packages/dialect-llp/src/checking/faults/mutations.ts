import type { Dialect, Fault, Line } from '@parley/contract'
import {
  type AnyFrame,
  clientText,
  faultOf,
  LineBehind,
  type Mutation,
  serverHears,
  serverSession,
  serverText,
  textOf,
} from '@parley/faulty'
import type { Reply, Request } from '../../frames.ts'
import type { Options } from '../../options.ts'

type LlpDialect = Dialect<Request, Reply, Options>
export type LlpFault = Fault<LlpDialect>

export const INBOUND = '> INBOUND MESSAGE - SENDER: '
export const COMPOSE = '> OK - Send Message, end with XOXOXO\n'
export const DELIVERED = '> OK - Message Delivered\n'

/** Only the messages that arrive are changed. */
function delivers(change: (text: string) => string): Mutation {
  return serverText((text) => (text.startsWith(INBOUND) ? change(text) : text))
}

/** Each line that the client sends is changed; undefined: it is not sent. */
function sends(change: (line: string) => string | undefined): Mutation {
  return clientText((text) => {
    const changed = change(text.replace(/\n$/, ''))
    return changed === undefined ? [] : `${changed}\n`
  })
}

/** The lines that clients say are changed; undefined: they have not been said. */
function hears(change: (line: string) => string | undefined): (dialect: LlpDialect) => LlpDialect {
  return (dialect) =>
    serverHears(dialect, {
      request: (request) => (typeof request === 'string' ? change(request) : request),
    })
}

/** One read is one line, whatever is behind its first line end. */
export function firstLine(read: string): string {
  return `${read.split('\n')[0]}\n`
}

/** Replaces the server’s line, and is notified when a line comes. */
function serves(behind: (line: Line) => Watching): (dialect: LlpDialect) => LlpDialect {
  return (dialect) =>
    serverSession(dialect, behind, (session, line) => ({
      take(request) {
        line.took(request)
        session.take(request)
      },
    }))
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

export const deliveredFault = faultOf(delivers)
export const sentFault = faultOf(sends)
export const heardFault = faultOf(hears)
export const lineFault = faultOf(serves)
