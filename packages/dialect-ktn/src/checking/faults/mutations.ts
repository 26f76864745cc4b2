import { Buffer } from 'node:buffer'
import type { Dialect, Fault, Line, ServerSession, Splitter } from '@parley/contract'
import {
  clientReads,
  clientWrites,
  LineBehind,
  mangled,
  serverReads,
  serverWrites,
  TerminalLineBehind,
} from '@parley/faulty'
import type { Reply, Request } from '../../frames.ts'
import type { Options } from '../../options.ts'

export type KtnDialect = Dialect<Request, Reply, Options>
export type KtnFault = Fault<KtnDialect>

/** Changes what is written. */
export function changeServerOutput(
  dialect: KtnDialect,
  change: (object: string) => string | readonly string[],
): KtnDialect {
  return serverWrites(dialect, (frame) => {
    const changed = change(String(frame))
    return typeof changed === 'string' ? [changed] : changed
  })
}

/** Changes only responses of this kind. */
export function changeResponses(
  dialect: KtnDialect,
  word: 'error' | 'info' | 'message',
  change: (object: string) => string | readonly string[],
): KtnDialect {
  return changeServerOutput(dialect, (object) =>
    object.includes(`"response":"${word}"`) ? change(object) : object,
  )
}

/** Changes the bytes of each read, as Latin-1. */
export function changeServerInput(
  dialect: KtnDialect,
  change: (text: string) => string,
): KtnDialect {
  return serverReads(dialect, (splitter) => changeReads(splitter, change))
}

/** Changes what a splitter reads, as Latin-1. */
export function changeReads<Frame>(
  splitter: Splitter<Frame>,
  change: (text: string) => string,
): Splitter<Frame> {
  return mangled(splitter, (chunk) => {
    const text = change(Buffer.from(chunk).toString('latin1'))
    return text === '' ? [] : [Buffer.from(text, 'latin1')]
  })
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

/** Decodes a read alone: cut characters become U+FFFD. */
export function decodedAlone(text: string): string {
  return Buffer.from(Buffer.from(text, 'latin1').toString('utf8')).toString('latin1')
}

/** Runs the dialect with changed options. */
export function withOptions(dialect: KtnDialect, change: Partial<Options>): KtnDialect {
  const { terminal } = dialect
  const other = new WeakMap<Options, Options>()
  const otherFor = (options: Options) => {
    const made = other.get(options) ?? { ...options, ...change }
    other.set(options, made)
    return made
  }
  return {
    ...dialect,
    serve: (line, options) => dialect.serve(line, otherFor(options)),
    terminal: { ...terminal, open: (line, options) => terminal.open(line, otherFor(options)) },
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
export function interceptRequests(
  dialect: KtnDialect,
  change: (request: Request, line: UserLine) => Request | undefined,
  behind: (line: Line) => UserLine = (line) => new UserLine(line),
): KtnDialect {
  return {
    ...dialect,
    serve(real, options) {
      const line = behind(real)
      const session = dialect.serve(line, options)
      const seal = session.seal?.bind(session)
      const other: ServerSession<Request> = {
        greet: () => session.greet?.(),
        take(request) {
          if (request.kind === 'login') line.name = request.name
          const next = change(request, line)
          if (next !== undefined) session.take(next)
        },
        hear: (event) => session.hear(event),
        wake: (now) => session.wake?.(now),
        ...(seal === undefined ? {} : { seal }),
      }
      return other
    },
  }
}

/** Drops messages of its own user. */
export class NoCopyLine extends UserLine {
  override write(frame: Uint8Array | string): void {
    if (!String(frame).includes(`"sender":"${this.name}","response":"message"`)) {
      this.line.write(frame)
    }
  }
}

/** Changes what the client writes; drops an empty text. */
export function changeClientOutput(
  dialect: KtnDialect,
  change: (object: string) => string,
): KtnDialect {
  return clientWrites(dialect, (frame) => {
    const other = change(String(frame))
    return other === '' ? [] : [other]
  })
}

/** Changes the bytes of each read, as Latin-1. */
export function changeClientInput(
  dialect: KtnDialect,
  change: (text: string) => string,
): KtnDialect {
  return clientReads(dialect, (splitter) => changeReads(splitter, change))
}

/** Never closes and never exits. */
export class NeverEnds extends TerminalLineBehind {
  override close(): void {}

  override end(): void {}
}
