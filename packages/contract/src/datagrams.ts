import type { Line, ServerSession } from './server.ts'
import type { Splitter } from './splitter.ts'

/**
 * A dialect over UDP, beside its TCP listener: each datagram is one message. All datagrams from one
 * address and port are one connection, from the first one until its session closes it.
 */
export interface DatagramSide<Request = unknown> {
  /** On the address of the TCP listener; 0 takes a free one. */
  readonly port: number
  /** Of one peer's datagrams: each `push` is a whole one, and is one frame. */
  splitter(): Splitter<Request>
  /** Each `write` of the session is one datagram. Nobody else ends the connection of a silent peer. */
  serve(line: Line): ServerSession<Request>
}
