import type { AnswerOf, CommandKind, CommandOf, Event } from './commands.ts'
import type { CloseReason } from './outcomes.ts'
import type { Peer } from './users.ts'

/** The host's side of one connection: all that a server's session may do. */
export interface Line {
  readonly peer: Peer
  /** The address of ours at which the peer reached us. */
  readonly address: string
  /** The time of this turn, in milliseconds since the epoch. */
  readonly now: number
  /**
   * Sends one protocol message; a string goes out as UTF-8, and bytes may not change afterwards. What must
   * stay together is one write: a `pace` puts time between two.
   */
  write(frame: Uint8Array | string): void
  /**
   * Asks the engine. The answer may come before `ask` returns; until it has come, the connection
   * takes no further frame.
   */
  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void
  /**
   * Opens places at `address` where this user's client can call users whose own clients take no such
   * calls: the host answers for them, as `Dialect.calls` says. Gives a port for each name, or
   * undefined where there is no more room. Until then the connection takes no further frame.
   */
  standIn(names: readonly string[], then: (ports: readonly (number | undefined)[]) => void): void
  /** Sends what was written, then closes. Nothing is taken or heard afterwards. */
  close(reason: CloseReason): void
  /**
   * Has `wake` called once at `time`, in milliseconds since the epoch. There is one such time: a later call
   * replaces an earlier one. What happens at intervals calls `wakeAt` again in `wake`.
   */
  wakeAt(time: number): void
}

/** The protocol state of one connection on the server's side. Does no I/O. */
export interface ServerSession<Request> {
  /** The peer has connected: for a server that speaks first. */
  greet?(): void
  take(request: Request): void
  hear(event: Event): void
  /** A time has come that was asked for with `wakeAt`. */
  wake?(now: number): void
  /**
   * Where a dialect decides something at the very moment of writing (a terminator that depends on
   * what the peer has sent meanwhile): called with each string frame right before it is sent.
   */
  seal?(frame: string): string
}

/** What the host must know of a listener's way on the wire. */
export interface WirePolicy {
  /** The least time between two writes to one connection, in milliseconds; 0 = none. */
  readonly pace: number
  /**
   * The largest frame that a logged-in peer may send, in bytes, with what stands before and behind its
   * content; the end of a line does not count.
   */
  readonly maxFrame: number
  /** The time allowed for logging in, in milliseconds; 0 = none, where a person may be typing. */
  readonly loginTime: number
  /**
   * Whether the peer is told something only when it asks. Direct messages then wait in the mailbox
   * until the session says, with `received`, that it has delivered them.
   */
  readonly pulls?: true
  /** Whether the peer hears who comes and goes. */
  readonly presence?: true
}
