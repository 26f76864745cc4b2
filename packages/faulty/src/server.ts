import type {
  AnswerOf,
  CommandKind,
  CommandOf,
  Dialect,
  Event,
  Line,
  ServerSession,
  Splitter,
} from '@parley/contract'
import { LineBehind } from './lines.ts'

export type AnyFrame = Uint8Array | string

/** Makes any dialect wrong in one way. */
export type Mutation = <Request, Reply, Options>(
  dialect: Dialect<Request, Reply, Options>,
) => Dialect<Request, Reply, Options>

class ChangedLine extends LineBehind {
  readonly #change: (frame: AnyFrame, line: Line) => readonly AnyFrame[]

  constructor(line: Line, change: (frame: AnyFrame, line: Line) => readonly AnyFrame[]) {
    super(line)
    this.#change = change
  }

  override write(frame: AnyFrame): void {
    for (const changed of this.#change(frame, this.line)) this.line.write(changed)
  }
}

/** For each kind of command, what is asked instead. */
export type Distortions = {
  readonly [Kind in CommandKind]?: (command: CommandOf<Kind>) => CommandOf<Kind>
}

class DistortedLine extends LineBehind {
  readonly #distortions: Distortions

  constructor(line: Line, distortions: Distortions) {
    super(line)
    this.#distortions = distortions
  }

  override ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    const distort = this.#distortions[command.kind]
    this.line.ask<Kind>(distort === undefined ? command : distort(command), then)
  }
}

/** What the server writes is changed: none, one or several frames for each. */
export function serverWrites<Request, Reply, Options>(
  dialect: Dialect<Request, Reply, Options>,
  change: (frame: AnyFrame, line: Line) => readonly AnyFrame[],
): Dialect<Request, Reply, Options> {
  return {
    ...dialect,
    serve: (line, options) => dialect.serve(new ChangedLine(line, change), options),
  }
}

/** What the server asks the engine is changed. */
export function serverAsks<Request, Reply, Options>(
  dialect: Dialect<Request, Reply, Options>,
  distortions: Distortions,
): Dialect<Request, Reply, Options> {
  return {
    ...dialect,
    serve: (line, options) => dialect.serve(new DistortedLine(line, distortions), options),
  }
}

/** The server’s splitter is another one, made from its own. */
export function serverReads<Request, Reply, Options>(
  dialect: Dialect<Request, Reply, Options>,
  change: (splitter: Splitter<Request>) => Splitter<Request>,
): Dialect<Request, Reply, Options> {
  return { ...dialect, splitter: (options) => change(dialect.splitter(options)) }
}

/** Methods of a server’s session are replaced, and its line is another one. */
export function serverSession<Request, Reply, Options, Behind extends Line = Line>(
  dialect: Dialect<Request, Reply, Options>,
  behind: (line: Line) => Behind,
  change: (session: ServerSession<Request>, line: Behind) => Partial<ServerSession<Request>>,
): Dialect<Request, Reply, Options> {
  return {
    ...dialect,
    serve(real, options) {
      const line = behind(real)
      const session = dialect.serve(line, options)
      const seal = session.seal?.bind(session)
      return {
        greet: () => session.greet?.(),
        take: (request) => session.take(request),
        hear: (event) => session.hear(event),
        wake: (now) => session.wake?.(now),
        ...(seal === undefined ? {} : { seal }),
        ...change(session, line),
      }
    },
  }
}

/** Replaces the events and requests that a session gets; undefined: none. */
export function serverHears<Request, Reply, Options>(
  dialect: Dialect<Request, Reply, Options>,
  change: {
    event?: (event: Event) => Event | undefined
    request?: (request: Request) => Request | undefined
  },
): Dialect<Request, Reply, Options> {
  return serverSession(
    dialect,
    (line) => line,
    (session) => ({
      take(request) {
        const other = change.request === undefined ? request : change.request(request)
        if (other !== undefined) session.take(other)
      },
      hear(event) {
        const other = change.event === undefined ? event : change.event(event)
        if (other !== undefined) session.hear(other)
      },
    }),
  )
}
