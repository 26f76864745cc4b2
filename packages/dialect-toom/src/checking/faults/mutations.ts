import { Buffer } from 'node:buffer'
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
  LineBehind,
  mangled,
  serverReads,
  serverWrites,
} from '@parley/faulty'
import { PickleSplitter } from '@parley/framing'
import type { Reply, Request } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { pickle } from '../../serializer.ts'

export type ToomDialect = Dialect<Request, Reply, Options>
export type ToomFault = Fault<ToomDialect>

/** The content of a pickle. */
export interface Pickled {
  readonly type: string
  readonly body: string
}

export function bytesOf(frame: AnyFrame): Uint8Array {
  return typeof frame === 'string' ? Buffer.from(frame) : frame
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
export function changeReplies(
  dialect: ToomDialect,
  change: (said: Pickled) => Pickled,
): ToomDialect {
  return serverWrites(dialect, (frame) => [written(change(unpickle(frame)))])
}

/** Changes replies of this type. */
export function changeBodies(
  dialect: ToomDialect,
  type: string,
  change: (body: string) => string,
): ToomDialect {
  return changeReplies(dialect, (said) => {
    return said.type === type ? { type, body: change(said.body) } : said
  })
}

/** Changes every request except the port; undefined: drops it. */
export function changeRequests(
  dialect: ToomDialect,
  change: (said: Pickled) => Pickled | undefined,
): ToomDialect {
  return clientWrites(dialect, (frame) => {
    const said = unpickle(frame)
    if (said.type === 'UDP_PORT') return [frame]
    const changed = change(said)
    return changed === undefined ? [] : [written(changed)]
  })
}

/** Changes requests of this type. */
export function changeRequestBodies(
  dialect: ToomDialect,
  type: string,
  change: (body: string) => string,
): ToomDialect {
  return changeRequests(dialect, (said) => {
    return said.type === type ? { type, body: change(said.body) } : said
  })
}

/** Changes the bytes of each read. */
export function changeServerInput(
  dialect: ToomDialect,
  change: (chunk: Uint8Array) => Uint8Array,
): ToomDialect {
  return serverReads(dialect, (splitter) => mangled(splitter, (chunk) => [change(chunk)]))
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

/** Replaces bytes in a read. */
export function replaceBytes(
  chunk: Uint8Array,
  from: Uint8Array | string,
  to: Uint8Array | string,
): Uint8Array {
  const [wanted, other] = [from, to].map((bytes) => {
    return typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1')
  })
  const text = Buffer.from(chunk).toString('latin1')
  return Buffer.from(
    text.replace(wanted ?? '', () => other ?? ''),
    'latin1',
  )
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

export function closeOnlyIf(
  dialect: ToomDialect,
  mayClose: (reason: string) => boolean,
): ToomDialect {
  return {
    ...dialect,
    serve: (line, options) => dialect.serve(new SelectiveCloseLine(line, mayClose), options),
  }
}

/** Runs `before` in front of the session's own methods. */
export function wrapServerSession(
  dialect: ToomDialect,
  before: {
    readonly take?: (request: Request, line: Line) => void
    readonly hear?: (kind: string, line: Line) => void
  },
): ToomDialect {
  return {
    ...dialect,
    serve(line, options) {
      const session = dialect.serve(line, options)
      return {
        greet: () => session.greet?.(),
        take(request) {
          before.take?.(request, line)
          session.take(request)
        },
        hear(event) {
          before.hear?.(event.kind, line)
          session.hear(event)
        },
        wake: (now) => session.wake?.(now),
      }
    },
  }
}

/** Replaces methods of the terminal. */
export function wrapTerminal(
  dialect: ToomDialect,
  change: (
    session: TerminalSession<Reply>,
    write: (frame: Uint8Array) => void,
  ) => Partial<TerminalSession<Reply>>,
): ToomDialect {
  const { terminal } = dialect
  return {
    ...dialect,
    terminal: {
      ...terminal,
      open(line, options) {
        const session = terminal.open(line, options)
        const own: TerminalSession<Reply> = {
          connected: () => session.connected(),
          typed: (typed) => session.typed(typed),
          take: (reply) => session.take(reply),
          closed: () => session.closed(),
          leave: () => session.leave(),
          called: (news) => session.called(news),
          wake: (now) => session.wake?.(now),
        }
        return { ...own, ...change(session, (frame) => line.write(frame)) }
      },
    },
  }
}
