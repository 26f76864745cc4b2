import type { Answer, CloseReason, CommandKind, Event, Peer, Transport } from '@parley/contract'

/** A connection as observers and logs know it. */
export interface ConnectionInfo {
  /** Counted from 1 in the order of arrival. */
  readonly id: number
  readonly listener: string
  readonly dialect: string
  readonly peer: Peer
  /** Of ours, where the peer has connected. */
  readonly local: Peer
  /** When it was opened, in milliseconds since the epoch. */
  readonly since: number
  /** Where it is a call to another user at a place of ours: whose it is. Only reads are seen then. */
  readonly call?: CallInfo
}

/** A call from a client, or a file, to a user whose own client takes none. */
interface CallInfo {
  /** The number of the connection whose user calls. */
  readonly of: number
  readonly transport: Transport
}

/** A command of any kind, with whatever that kind asks. */
export interface SeenCommand {
  readonly kind: CommandKind
}

/**
 * One thing seen at a connection. `message` is the engine's id of the chat message concerned, where
 * there is one: the same id stands at the sender's answer and at each recipient's event, and so
 * ties the bytes on both wires together.
 */
export type Observation =
  | { readonly kind: 'opened'; readonly at: ConnectionInfo }
  /** One read of the socket. The bytes are the reader's again afterwards: what a tap keeps, it copies. */
  | { readonly kind: 'bytes-in'; readonly at: ConnectionInfo; readonly bytes: Uint8Array }
  /** The session is about to take it. `message`: where it is known before, since it is played again. */
  | {
      readonly kind: 'frame'
      readonly at: ConnectionInfo
      readonly frame: unknown
      readonly message?: number | undefined
    }
  | { readonly kind: 'command'; readonly at: ConnectionInfo; readonly command: SeenCommand }
  | {
      readonly kind: 'answer'
      readonly at: ConnectionInfo
      readonly command: SeenCommand
      readonly answer: Answer<unknown>
      readonly message: number | undefined
    }
  | {
      readonly kind: 'event'
      readonly at: ConnectionInfo
      readonly event: Event
      readonly message: number | undefined
    }
  /** One protocol message as it goes out; where its session seals it, that is right before it is sent. */
  | {
      readonly kind: 'written'
      readonly at: ConnectionInfo
      readonly frame: Uint8Array | string
      readonly message: number | undefined
      /** Where the peer is told only what it asks for: further chat messages that the reply tells of. */
      readonly told: readonly number[]
    }
  /** One write to the socket: one or more protocol messages; a string goes out as UTF-8. */
  | { readonly kind: 'bytes-out'; readonly at: ConnectionInfo; readonly data: Uint8Array | string }
  | { readonly kind: 'closed'; readonly at: ConnectionInfo; readonly reason: CloseReason }

/** Sees everything that goes over every wire. It must be quick and must not throw. */
export type Tap = (observation: Observation) => void

/**
 * Sees one connection as a `Tap` does, but is called for each kind of thing: it is for what watches every
 * message and may cost next to nothing. It must not throw.
 */
export interface Trace {
  /** One read of the socket. The bytes are the reader's again afterwards. */
  bytesIn(bytes: Uint8Array): void
  /** The session is about to take the next frame. */
  taking(): void
  /** `message`: as of an `Observation`. */
  answered(command: CommandKind, ok: boolean, message: number | undefined): void
  written(frame: Uint8Array | string, message: number | undefined, told: readonly number[]): void
  bytesOut(data: Uint8Array | string): void
  /** The peer says no more. Not called where the connection is being closed already. */
  ended(): void
  closed(reason: CloseReason): void
}

/** Gives what sees a connection: called when something is first seen at it, as a rule when it is opened. */
export type Tracer = (at: ConnectionInfo) => Trace

/** Where a tap is put in. While nobody watches, that costs two comparisons a message. */
export interface TapSocket {
  tap: Tap | undefined
  tracer: Tracer | undefined
  /** While a tap pauses: how much it has not seen. */
  skipped: number | undefined
}
