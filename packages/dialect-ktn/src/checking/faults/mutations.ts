import type { Dialect, Fault, Line } from '@parley/contract'
import {
  faultOf,
  LineBehind,
  type Mutation,
  serverSession,
  serverText,
  TerminalLineBehind,
} from '@parley/faulty'
import type { Reply, Request } from '../../frames.ts'
import type { Options } from '../../options.ts'

type KtnDialect = Dialect<Request, Reply, Options>
export type KtnFault = Fault<KtnDialect>

/** Changes only responses of this kind. */
function changeResponses(
  word: 'error' | 'info' | 'message',
  change: (object: string) => string | readonly string[],
): Mutation {
  return serverText((object) => (object.includes(`"response":"${word}"`) ? change(object) : object))
}

/** A read that is one object, else garbage. */
export function oneObject(text: string): string {
  try {
    JSON.parse(text)
    return text
  } catch {
    return ' x '
  }
}

/** Only the first of several objects. */
export function firstObject(text: string): string {
  return text.replace(/\}\s*\{[\s\S]*$/, '}')
}

/** Runs the dialect with changed options. */
function withOptions(change: Partial<Options>): (dialect: KtnDialect) => KtnDialect {
  const other = new WeakMap<Options, Options>()
  const otherFor = (options: Options) => {
    const made = other.get(options) ?? { ...options, ...change }
    other.set(options, made)
    return made
  }
  return (dialect) => {
    const { terminal } = dialect
    return {
      ...dialect,
      serve: (line, options) => dialect.serve(line, otherFor(options)),
      terminal: { ...terminal, open: (line, options) => terminal.open(line, otherFor(options)) },
    }
  }
}

/** A line that knows its user and can write responses. */
export class UserLine extends LineBehind {
  name = ''

  say(word: 'error' | 'info', content: string): void {
    const time = '2016-03-14T12:34:56'
    this.line.write(
      `{"timestamp":"${time}","sender":"server","response":"${word}","content":"${content}"}`,
    )
  }
}

/** Changes requests; undefined: drops the request. */
function interceptRequests(
  change: (request: Request, line: UserLine) => Request | undefined,
  behind: (line: Line) => UserLine = (line) => new UserLine(line),
): (dialect: KtnDialect) => KtnDialect {
  return (dialect) =>
    serverSession(dialect, behind, (session, line) => ({
      take(request) {
        if (request.kind === 'login') line.name = request.name
        const next = change(request, line)
        if (next !== undefined) session.take(next)
      },
    }))
}

/** Drops messages of its own user. */
export class NoCopyLine extends UserLine {
  override write(frame: Uint8Array | string): void {
    if (!String(frame).includes(`"sender":"${this.name}","response":"message"`)) {
      this.line.write(frame)
    }
  }
}

/** Never closes and never exits. */
export class NeverEnds extends TerminalLineBehind {
  override close(): void {}

  override end(): void {}
}

export const responseFault = faultOf(changeResponses)
export const requestFault = faultOf(interceptRequests)
export const optionFault = faultOf(withOptions)
