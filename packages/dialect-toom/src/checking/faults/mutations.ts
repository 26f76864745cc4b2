import {
  type Dialect,
  type Fault,
  type Line,
  Malformed,
  NEED_MORE,
  type Splitter,
  type TerminalSession,
} from '@parley/contract'
import {
  type AnyFrame,
  clientWrites,
  faultOf,
  LineBehind,
  type Mutation,
  serverSession,
  serverWrites,
  terminalSession,
} from '@parley/faulty'
import { PickleSplitter } from '@parley/framing'
import type { Reply, Request } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { pickle } from '../../serializer.ts'

type ToomDialect = Dialect<Request, Reply, Options>
export type ToomFault = Fault<ToomDialect>
type ToomMutation = (dialect: ToomDialect) => ToomDialect

/** The content of a pickle. */
export interface Pickled {
  readonly type: string
  readonly body: string
}

export function bytesOf(frame: AnyFrame): Uint8Array {
  return typeof frame === 'string' ? new TextEncoder().encode(frame) : frame
}

/** Reads a frame; empty if it is no pickle. */
export function unpickle(frame: AnyFrame): Pickled {
  const splitter = new PickleSplitter()
  const bytes = bytesOf(frame)
  splitter.push(bytes)
  const found = splitter.next(bytes.length)
  if (found === NEED_MORE || found instanceof Malformed) return { type: '', body: '' }
  return { type: String(found.entries.get('type')), body: String(found.entries.get('body')) }
}

function written({ type, body }: Pickled): Uint8Array {
  return pickle(type, body)
}

/** Changes every reply. */
export function changeReplies(change: (said: Pickled) => Pickled): Mutation {
  return (dialect) => serverWrites(dialect, (frame) => [written(change(unpickle(frame)))])
}

/** Changes replies of this type. */
export function changeBodies(type: string, change: (body: string) => string): Mutation {
  return changeReplies((said) => (said.type === type ? { type, body: change(said.body) } : said))
}

/** Changes every request except the port; undefined: drops it. */
function changeRequests(change: (said: Pickled) => Pickled | undefined): Mutation {
  return (dialect) =>
    clientWrites(dialect, (frame) => {
      const said = unpickle(frame)
      if (said.type === 'UDP_PORT') return [frame]
      const changed = change(said)
      return changed === undefined ? [] : [written(changed)]
    })
}

/** Changes requests of this type. */
function changeRequestBodies(type: string, change: (body: string) => string): Mutation {
  return changeRequests((said) => (said.type === type ? { type, body: change(said.body) } : said))
}

/** Reads only the first pickle of each read. */
export function firstPickleOfRead<Frame>(splitter: () => Splitter<Frame>): Splitter<Frame> {
  const frames: (Frame | Malformed)[] = []
  return {
    push(chunk) {
      const fresh = splitter()
      fresh.push(chunk)
      const found = fresh.next(chunk.length)
      frames.push(found === NEED_MORE ? new Malformed('malformed') : found)
    },
    next: () => frames.shift() ?? NEED_MORE,
  }
}

/** A server’s line that closes only if `mayClose` allows it. */
class SelectiveCloseLine extends LineBehind {
  readonly #mayClose: (reason: string) => boolean

  constructor(line: Line, mayClose: (reason: string) => boolean) {
    super(line)
    this.#mayClose = mayClose
  }

  override close(reason: Parameters<Line['close']>[0]): void {
    if (this.#mayClose(reason)) this.line.close(reason)
  }
}

function closeOnlyIf(mayClose: (reason: string) => boolean): ToomMutation {
  return (dialect) => ({
    ...dialect,
    serve: (line, options) => dialect.serve(new SelectiveCloseLine(line, mayClose), options),
  })
}

/** Runs `before` in front of the session's own methods. */
function wrapServerSession(before: {
  readonly take?: (request: Request, line: Line) => void
  readonly hear?: (kind: string, line: Line) => void
}): ToomMutation {
  return (dialect) =>
    serverSession(
      dialect,
      (line) => line,
      (session, line) => ({
        take(request) {
          before.take?.(request, line)
          session.take(request)
        },
        hear(event) {
          before.hear?.(event.kind, line)
          session.hear(event)
        },
      }),
    )
}

/** Replaces methods of the terminal. */
function wrapTerminal(
  change: (
    session: TerminalSession<Reply>,
    write: (frame: Uint8Array) => void,
  ) => Partial<TerminalSession<Reply>>,
): ToomMutation {
  return (dialect) =>
    terminalSession(dialect, (session, line) => change(session, (frame) => line.write(frame)))
}

export const replyFault = faultOf(changeReplies)
export const bodyFault = faultOf(changeBodies)
export const requestFault = faultOf(changeRequests)
export const requestBodyFault = faultOf(changeRequestBodies)
export const sessionFault = faultOf(wrapServerSession)
export const terminalFault = faultOf(wrapTerminal)
export const closeFault = faultOf(closeOnlyIf)
