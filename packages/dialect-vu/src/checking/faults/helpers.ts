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

/** What is written goes through this. */
export function changeServerOutput(
  dialect: VuDialect,
  change: (line: string) => AnyFrame,
): VuDialect {
  return serverWrites(dialect, (frame) => [change(String(frame))])
}

/** What one read brings goes through this, as Latin-1. */
export function changeServerInput(dialect: VuDialect, change: (text: string) => string): VuDialect {
  return serverReads(dialect, (splitter) =>
    mangled(splitter, (chunk) => {
      const text = change(Buffer.from(chunk).toString('latin1'))
      return text === '' ? [] : [Buffer.from(text, 'latin1')]
    }),
  )
}

/** What is written goes through this, which knows who has logged in on the connection. */
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

/** What is written goes through this. */
export function changeClientOutput(
  dialect: VuDialect,
  change: (line: string) => AnyFrame,
): VuDialect {
  return clientWrites(dialect, (frame) => [change(String(frame))])
}

/** What one read brings goes through this, as Latin-1. */
export function changeClientInput(dialect: VuDialect, change: (text: string) => string): VuDialect {
  return clientReads(dialect, (splitter) =>
    mangled(splitter, (chunk) => {
      const text = change(Buffer.from(chunk).toString('latin1'))
      return text === '' ? [] : [Buffer.from(text, 'latin1')]
    }),
  )
}

/** The terminal sees another line. */
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

/** What is typed goes through what `open` gives; undefined: the terminal is not told. */
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

/** Reads each piece as whole characters: what is cut becomes U+FFFD on both sides of the cut. */
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
