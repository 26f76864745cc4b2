import type { Peer } from '@parley/contract'

/** The version that is written. Every version up to it is read. */
export const VERSION = 1

/** Who has recorded: a gateway at its own sockets, or a proxy before somebody’s server. */
export type Recorder = 'gateway' | 'proxy'

/** The first line of a recording. */
export interface RecordingHeader {
  readonly version: number
  /** When it began, in milliseconds since the epoch. The times of events count from here. */
  readonly started: number
  readonly by: Recorder
  /** `masked`: each byte of a password was replaced by `*` before it was written. */
  readonly secrets: 'masked' | 'kept'
  /** By name: the options that each dialect was spoken with, for its own `options.parse`. */
  readonly dialects: Readonly<Record<string, { readonly options: object }>>
}

/** What every event has. */
interface At {
  /** Microseconds since the recording began; never less than that of the event before. */
  readonly time: number
  /** The number of the connection, from 1; a later connection has a greater one. */
  readonly connection: number
}

/** A connection was opened: by `peer`, at the address `local` of the side that recorded. */
export interface Opened extends At {
  readonly kind: 'open'
  readonly dialect: string
  readonly peer: Peer
  readonly local: Peer
}

/** One read of what the client sent (`in`), or one write of what the server sent (`out`). */
export interface Piece extends At {
  readonly kind: 'in' | 'out'
  readonly bytes: Uint8Array
}

/**
 * Only a gateway records these. `frame-in`: the gateway took a frame, which is the next `length` bytes
 * that came in. `frame-out`: it wrote one, which is the next `length` bytes that go out, in this `out`
 * or in later ones.
 */
export interface FrameMark extends At {
  readonly kind: 'frame-in' | 'frame-out'
  readonly length: number
  /** The id of the chat message that it carries or acknowledges: the same on all connections. */
  readonly message?: number
  /** In a dialect whose clients ask for what is new: further messages that a reply tells of. */
  readonly told?: readonly number[]
}

/** One side has ended its direction; the other may still send. Only a proxy records these. */
export interface Ended extends At {
  readonly kind: 'end'
  readonly by: 'client' | 'server'
}

/**
 * The connection is gone. A gateway gives a `CloseReason` of the contract; a proxy one of
 * `proxyReasons`.
 */
export interface Closed extends At {
  readonly kind: 'close'
  readonly reason: string
}

/** One line of a recording behind the first. */
export type RecordedEvent = Opened | Piece | FrameMark | Ended | Closed

/** Why a connection through a proxy is gone. */
export const proxyReasons = {
  ended: 'Both sides ended their directions',
  'client-reset': 'The client’s connection was reset or failed',
  'server-reset': 'The server’s connection was reset or failed',
  unreachable: 'The server could not be reached',
  stopped: 'The proxy was stopped',
} as const

export type ProxyReason = keyof typeof proxyReasons
