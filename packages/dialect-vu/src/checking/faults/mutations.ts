import { Buffer } from 'node:buffer'
import type {
  Dialect,
  Fault,
  Line,
  Splitter,
  TerminalLine,
  TerminalSession,
} from '@parley/contract'
import {
  type AnyFrame,
  clientReads,
  clientWrites,
  mangled,
  serverReads,
  serverWrites,
} from '@parley/faulty'
import type { Reply, Request } from '../../frames.ts'
import type { Options } from '../../options.ts'

export type VuDialect = Dialect<Request, Reply, Options>
export type VuFault = Fault<VuDialect>

/** Changes what is written. */
export function changeServerOutput(
  dialect: VuDialect,
  change: (line: string) => AnyFrame,
): VuDialect {
  return serverWrites(dialect, (frame) => [change(String(frame))])
}

/** Changes the bytes of each read, as Latin-1. */
export function changeServerInput(dialect: VuDialect, change: (text: string) => string): VuDialect {
  return serverReads(dialect, (splitter) =>
    mangled(splitter, (chunk) => {
      const text = change(Buffer.from(chunk).toString('latin1'))
      return text === '' ? [] : [Buffer.from(text, 'latin1')]
    }),
  )
}

/** Changes what the server writes, given the user of the connection. */
export function changeServerOutputByUser(
  dialect: VuDialect,
  change: (line: string, name: string) => readonly string[],
): VuDialect {
  const names = new WeakMap<Line, string>()
  return serverWrites(dialect, (frame, line) => {
    const text = String(frame)
    if (text.startsWith('HELLO ')) names.set(line, text.slice(6, -1))
    return change(text, names.get(line) ?? '')
  })
}

/** Changes what is written. */
export function changeClientOutput(
  dialect: VuDialect,
  change: (line: string) => AnyFrame,
): VuDialect {
  return clientWrites(dialect, (frame) => [change(String(frame))])
}

/** Changes the bytes of each read, as Latin-1. */
export function changeClientInput(dialect: VuDialect, change: (text: string) => string): VuDialect {
  return clientReads(dialect, (splitter) =>
    mangled(splitter, (chunk) => {
      const text = change(Buffer.from(chunk).toString('latin1'))
      return text === '' ? [] : [Buffer.from(text, 'latin1')]
    }),
  )
}

/** Wraps the line of the terminal. */
export function wrapTerminalLine(
  dialect: VuDialect,
  wrap: (line: TerminalLine) => TerminalLine,
): VuDialect {
  const { terminal } = dialect
  return {
    ...dialect,
    terminal: { ...terminal, open: (line, options) => terminal.open(wrap(line), options) },
  }
}

/** Changes each typed line; undefined: drops it. */
export function changeTypedLines(
  dialect: VuDialect,
  open: () => (typed: string, line: TerminalLine) => string | undefined,
): VuDialect {
  const { terminal } = dialect
  return {
    ...dialect,
    terminal: {
      ...terminal,
      open(line, options) {
        const session = terminal.open(line, options)
        const change = open()
        const changed: TerminalSession<Reply> = {
          connected: () => session.connected(),
          typed(typed) {
            const other = change(typed, line)
            if (other === undefined) line.prompt('')
            else session.typed(other)
          },
          take: (reply) => session.take(reply),
          closed: () => session.closed(),
          leave: () => session.leave(),
          called: (news) => session.called(news),
          wake: (now) => session.wake(now),
        }
        return changed
      },
    },
  }
}

/** Decodes each segment alone: a cut character becomes U+FFFD on both sides of the cut. */
export class WholeCharacters<Frame> implements Splitter<Frame> {
  readonly #splitter: Splitter<Frame>

  constructor(splitter: Splitter<Frame>) {
    this.#splitter = splitter
  }

  push(chunk: Uint8Array): void {
    this.#splitter.push(Buffer.from(Buffer.from(chunk).toString('utf8')))
  }

  next(bound: number): ReturnType<Splitter<Frame>['next']> {
    return this.#splitter.next(bound)
  }
}
