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
import { type AnyFrame, clientWrites, LineBehind, serverWrites } from '@parley/faulty'
import { PickleSplitter } from '@parley/framing'
import type { Reply, Request } from '../frames.ts'
import type { Options } from '../options.ts'
import { pickle } from '../serializer.ts'

export type Toom = Dialect<Request, Reply, Options>
export type Wrong = Fault<Toom>

/** What stands in a pickle. */
export interface Said {
  readonly type: string
  readonly body: string
}

export function bytesOf(frame: AnyFrame): Uint8Array {
  return typeof frame === 'string' ? Buffer.from(frame) : frame
}

/** The frame read; what is no pickle is empty. */
export function saidIn(frame: AnyFrame): Said {
  const splitter = new PickleSplitter()
  const bytes = bytesOf(frame)
  splitter.push(bytes)
  const found = splitter.next(bytes.length)
  if (found === NEED_MORE || found instanceof Malformed) return { type: '', body: '' }
  return { type: String(found.entries.get('type')), body: String(found.entries.get('body')) }
}

function written({ type, body }: Said): Uint8Array {
  return pickle(type, body)
}

/** Each reply is another one. */
export function replies(dialect: Toom, change: (said: Said) => Said): Toom {
  return serverWrites(dialect, (frame) => [written(change(saidIn(frame)))])
}

/** Only replies of that type are others. */
export function bodies(dialect: Toom, type: string, change: (body: string) => string): Toom {
  return replies(dialect, (said) => {
    return said.type === type ? { type, body: change(said.body) } : said
  })
}

/** Each request of the client, the port aside, is another one; undefined: it is not sent. */
export function requests(dialect: Toom, change: (said: Said) => Said | undefined): Toom {
  return clientWrites(dialect, (frame) => {
    const said = saidIn(frame)
    if (said.type === 'UDP_PORT') return [frame]
    const changed = change(said)
    return changed === undefined ? [] : [written(changed)]
  })
}

/** Only requests of that type are others. */
export function requestsOf(dialect: Toom, type: string, change: (body: string) => string): Toom {
  return requests(dialect, (said) => {
    return said.type === type ? { type, body: change(said.body) } : said
  })
}

/** The first pickle of each read is read, and nothing else of it. */
export function firstOfRead<Frame>(splitter: () => Splitter<Frame>): Splitter<Frame> {
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

/** Bytes of a read are others, where these stand in it. */
export function replaced(
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

/** A server’s line that closes only where `mayClose` says so. */
class Clinging extends LineBehind {
  readonly #mayClose: (reason: string) => boolean

  constructor(line: Line, mayClose: (reason: string) => boolean) {
    super(line)
    this.#mayClose = mayClose
  }

  override close(reason: Parameters<Line['close']>[0]): void {
    if (this.#mayClose(reason)) this.line.close(reason)
  }
}

export function clinging(dialect: Toom, mayClose: (reason: string) => boolean): Toom {
  return {
    ...dialect,
    serve: (line, options) => dialect.serve(new Clinging(line, mayClose), options),
  }
}

/** A session does something else before it does what it should; `line` is its own. */
export function serving(
  dialect: Toom,
  before: {
    readonly take?: (request: Request, line: Line) => void
    readonly hear?: (kind: string, line: Line) => void
  },
): Toom {
  return {
    ...dialect,
    serve(line, options) {
      const session = dialect.serve(line, options)
      return {
        greet: () => session.greet(),
        take(request) {
          before.take?.(request, line)
          session.take(request)
        },
        hear(event) {
          before.hear?.(event.kind, line)
          session.hear(event)
        },
        wake: (now) => session.wake(now),
      }
    },
  }
}

/** A terminal with some of what it does replaced. */
export function terminals(
  dialect: Toom,
  change: (
    session: TerminalSession<Reply>,
    write: (frame: Uint8Array) => void,
  ) => Partial<TerminalSession<Reply>>,
): Toom {
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
          wake: (now) => session.wake(now),
        }
        return { ...own, ...change(session, (frame) => line.write(frame)) }
      },
    },
  }
}
