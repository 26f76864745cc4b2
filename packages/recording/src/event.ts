import type { Peer } from '@parley/contract'

/** The version that is written. Every version up to it is read. */
export const VERSION = 2

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
  /** Where the recorded server saw the connection come from: the proxy’s own end of it, if there was one. */
  readonly upstream?: Peer
  /** Where each read and each write is a datagram. Since version 2. */
  readonly over?: 'udp'
  /**
   * Where this is a call to another user, or a file for them, which a client made directly: the number of
   * the connection whose user made it. What the client sends in it are no frames of the dialect. Since
   * version 2.
   */
  readonly call?: number
}

/** One read of what a client sent. */
export interface Read extends At {
  readonly kind: 'in'
  readonly bytes: Uint8Array
}

/** One write to a client. */
export interface Written extends At {
  readonly kind: 'out'
  readonly bytes: Uint8Array
  /** The frames that end in these bytes, in order; undefined where a proxy has recorded, which does not know. */
  readonly frames: readonly WrittenFrame[] | undefined
}

export interface WrittenFrame {
  /** In bytes; it may have begun in an earlier write. */
  readonly length: number
  /** The ids of the chat messages that it carries or acknowledges: the same on all connections. */
  readonly messages: readonly number[]
}

/**
 * The gateway has taken frames from what had come in: so many as there are lists, the next ones of the
 * connection. Each list has the ids of the chat messages that the frame led to. Where the frames end the
 * dialect’s splitter tells. Not recorded by a proxy.
 */
export interface Taken extends At {
  readonly kind: 'took'
  readonly messages: readonly (readonly number[])[]
}

/**
 * One side has ended its direction; the other may still send. A gateway records the client’s alone, where it
 * comes first, before what it leads to; one of before did not.
 */
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
export type RecordedEvent = Opened | Read | Written | Taken | Ended | Closed

/** Why a connection through a proxy is gone. */
export const proxyReasons = {
  ended: 'Both sides ended their directions',
  'client-reset': 'The client’s connection was reset or failed',
  'server-reset': 'The server’s connection was reset or failed',
  unreachable: 'The server could not be reached',
  stopped: 'The proxy was stopped',
} as const

export type ProxyReason = keyof typeof proxyReasons
