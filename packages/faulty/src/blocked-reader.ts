import type { Dialect, Line } from '@parley/contract'
import { LineBehind } from './lines.ts'
import { type AnyFrame, serverSession } from './server.ts'

/** So long nothing is written to anybody at least, in milliseconds. */
const LEAST_STALL = 1000

/** The most frames that wait. */
const MOST_WAITING = 1000

/** What the connections of one server have in common. */
class Stall {
  by: StallingLine | undefined
  begun = 0
  readonly waiting: (() => void)[] = []
}

class StallingLine extends LineBehind {
  readonly #stall: Stall
  readonly #most: number
  #written = 0

  constructor(line: Line, stall: Stall, most: number) {
    super(line)
    this.#stall = stall
    this.#most = most
  }

  override write(frame: AnyFrame): void {
    const { by, waiting } = this.#stall
    if (by !== undefined) {
      if (waiting.length < MOST_WAITING) waiting.push(() => this.line.write(frame))
      return
    }
    this.line.write(frame)
    this.#written += frame.length
    if (this.#written < this.#most) return
    this.#stall.by = this
    this.#stall.begun = this.now
  }

  /** Its client says something. */
  spoken(): void {
    const stall = this.#stall
    if (stall.by !== this || this.now - stall.begun < LEAST_STALL) return
    stall.by = undefined
    this.#written = 0
    for (const write of stall.waiting.splice(0)) write()
  }
}

/**
 * A server that writes to nobody from when it has written so many bytes to one connection until
 * that one says something, a second later or more: as one that waits for a client that reads nothing.
 */
export function stalledByReader<Request, Reply, Options>(
  dialect: Dialect<Request, Reply, Options>,
  most: number,
): Dialect<Request, Reply, Options> {
  const stall = new Stall()
  return serverSession(
    dialect,
    (line) => new StallingLine(line, stall, most),
    (session, line) => ({
      take(request) {
        line.spoken()
        session.take(request)
      },
    }),
  )
}
