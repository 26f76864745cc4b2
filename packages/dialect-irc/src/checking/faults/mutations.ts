import type { Dialect, Fault } from '@parley/contract'
import { clientText, faultOf, type Mutation, serverHears, serverText } from '@parley/faulty'
import type { Message, Reply, Request } from '../../frames.ts'
import type { Options } from '../../options.ts'

type IrcDialect = Dialect<Request, Reply, Options>
export type IrcFault = Fault<IrcDialect>

const END = '\r\n'

/** Each line is changed, without its end; undefined: it is not written. */
function byLine(change: (line: string) => string | undefined): (text: string) => string {
  return (text) =>
    text
      .split(END)
      .slice(0, -1)
      .flatMap((line) => change(line) ?? [])
      .map((line) => line + END)
      .join('')
}

function writes(change: (line: string) => string | undefined): Mutation {
  return serverText(byLine(change))
}

function sends(change: (line: string) => string | undefined): Mutation {
  return clientText(byLine(change))
}

/** What clients say is changed; undefined: it has not been said. */
function hears(
  change: (message: Message) => Message | undefined,
): (dialect: IrcDialect) => IrcDialect {
  return (dialect) =>
    serverHears(dialect, {
      request: (request) => (request.kind === 'message' ? change(request) : request),
    })
}

/** A numeric is another one, or is not written where `to` is undefined. */
export function numeric(from: string, to: string | undefined) {
  const pattern = new RegExp(`^((?:@\\S+ )?:parley )${from} `)
  return (line: string) => {
    if (!pattern.test(line)) return line
    return to === undefined ? undefined : line.replace(pattern, `$1${to} `)
  }
}

/** One read is one line, whatever is behind its first line end. */
export function firstLine(read: string): string {
  return `${read.split('\n')[0]}\n`
}

export const writtenFault = faultOf(writes)
export const sentFault = faultOf(sends)
export const heardFault = faultOf(hears)
