import type { Dialect, Splitter, TerminalLine, TerminalSession } from '@parley/contract'
import { TerminalLineBehind } from './lines.ts'
import type { AnyFrame, Mutation } from './server.ts'

class ChangedTerminalLine extends TerminalLineBehind {
  readonly #change: (frame: AnyFrame, line: TerminalLine) => readonly AnyFrame[]

  constructor(
    line: TerminalLine,
    change: (frame: AnyFrame, line: TerminalLine) => readonly AnyFrame[],
  ) {
    super(line)
    this.#change = change
  }

  override write(frame: AnyFrame): void {
    for (const changed of this.#change(frame, this.line)) this.line.write(changed)
  }
}

class OtherWords extends TerminalLineBehind {
  readonly #change: (text: string) => string | undefined

  constructor(line: TerminalLine, change: (text: string) => string | undefined) {
    super(line)
    this.#change = change
  }

  override show(text: string): void {
    const changed = this.#change(text)
    if (changed !== undefined) this.line.show(changed)
  }
}

/** What the terminal client writes to its server is changed. */
export function clientWrites<Request, Reply, Options>(
  dialect: Dialect<Request, Reply, Options>,
  change: (frame: AnyFrame, line: TerminalLine) => readonly AnyFrame[],
): Dialect<Request, Reply, Options> {
  const { terminal } = dialect
  return {
    ...dialect,
    terminal: {
      ...terminal,
      open: (line, options) => terminal.open(new ChangedTerminalLine(line, change), options),
    },
  }
}

/** The client’s splitter is another one, made from its own. */
export function clientReads<Request, Reply, Options>(
  dialect: Dialect<Request, Reply, Options>,
  change: (splitter: Splitter<Reply>) => Splitter<Reply>,
): Dialect<Request, Reply, Options> {
  const { client } = dialect
  return {
    ...dialect,
    client: { ...client, splitter: (options) => change(client.splitter(options)) },
  }
}

/** What the terminal client shows is changed; undefined: nothing is shown. */
export function terminalShows(change: (text: string) => string | undefined): Mutation {
  return terminalLine((line) => new OtherWords(line, change))
}

/** The line of the terminal is another one, made from its own. */
export function terminalLine(behind: (line: TerminalLine) => TerminalLine): Mutation {
  return (dialect) => {
    const { terminal } = dialect
    const open: typeof terminal.open = (line, options) => terminal.open(behind(line), options)
    return { ...dialect, terminal: { ...terminal, open } }
  }
}

/** Methods of the terminal are replaced. */
export function terminalSession<Request, Reply, Options>(
  dialect: Dialect<Request, Reply, Options>,
  change: (session: TerminalSession<Reply>, line: TerminalLine) => Partial<TerminalSession<Reply>>,
): Dialect<Request, Reply, Options> {
  const { terminal } = dialect
  return {
    ...dialect,
    terminal: {
      ...terminal,
      open(line, options) {
        const session = terminal.open(line, options)
        return {
          connected: () => session.connected(),
          typed: (typed) => session.typed(typed),
          take: (reply) => session.take(reply),
          closed: () => session.closed(),
          leave: () => session.leave(),
          called: (news) => session.called(news),
          wake: (now) => session.wake(now),
          ...change(session, line),
        }
      },
    },
  }
}
