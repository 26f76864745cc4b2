import type { Capabilities } from './carriage.ts'
import type { AnswerOf, Command, CommandKind, CommandOf, Event, Peer } from './commands.ts'
import type { CloseReason } from './outcomes.ts'
import type { Splitter } from './splitter.ts'

/** A sentence of a dialect's specification that can be checked from outside. */
export interface Rule {
  /** Name of the dialect, a dash, section: the rule of section 3.7 ends in `-3.7`. */
  readonly id: string
  readonly level: 'MUST' | 'SHOULD'
  readonly binds: 'server' | 'client' | 'both'
  readonly sentence: string
}

/** The host's side of one connection: all that a server's session may do. */
export interface Line {
  readonly peer: Peer
  /** The time of this turn, in milliseconds since the epoch. */
  readonly now: number
  /** Sends one protocol message; a string goes out as UTF-8. */
  write(frame: Uint8Array | string): void
  /**
   * Asks the engine. The answer may come before `ask` returns; until it has come, the connection
   * takes no further frame.
   */
  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void
  /** Sends what was written, then closes. Nothing is taken or heard afterwards. */
  close(reason: CloseReason): void
  /** Has `wake` called once at `time`; a later call replaces an earlier one. */
  wakeAt(time: number): void
}

/** The protocol state of one connection on the server's side. Does no I/O. */
export interface ServerSession<Request> {
  /** The peer has connected. */
  greet(): void
  take(request: Request): void
  hear(event: Event): void
  wake(now: number): void
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
  /** The largest frame that a logged-in peer may send, in bytes. */
  readonly maxFrame: number
  /** The time allowed for logging in, in milliseconds; 0 = none, where a person may be typing. */
  readonly loginTime: number
}

/** What a client's session reports to whoever drives it. */
export type Report =
  /** The server has said what it says on connecting, or says nothing: one may log in. */
  | { readonly kind: 'ready' }
  /** `names`: for `list`. */
  | { readonly kind: 'done'; readonly command: CommandKind; readonly names?: readonly string[] }
  /** `text`: the server's own words. */
  | { readonly kind: 'refused'; readonly command: CommandKind | undefined; readonly text: string }
  /** `to`: absent where the dialect does not tell. */
  | {
      readonly kind: 'heard'
      readonly from: string
      readonly text: string
      readonly to?: 'me' | 'everyone'
    }
  | { readonly kind: 'presence'; readonly name: string; readonly online: boolean }
  | { readonly kind: 'notice'; readonly text: string }
  /** The server said what its protocol does not have. */
  | { readonly kind: 'nonsense'; readonly text: string }

/** The driver's side of one client connection. */
export interface ClientLine {
  readonly now: number
  write(frame: Uint8Array | string): void
  report(report: Report): void
  close(): void
  wakeAt(time: number): void
}

/** The protocol state of one connection on the client's side. Does no I/O. */
export interface ClientSession<Reply> {
  /** The connection is open. */
  begin(): void
  /** Says a command on the wire; what comes of it is reported. False: this dialect cannot say it. */
  ask(command: Command): boolean
  take(reply: Reply): void
  wake(now: number): void
}

export interface ClientSide<Reply, Options> {
  /** Of the server's bytes. */
  splitter(options: Options): Splitter<Reply>
  open(line: ClientLine, options: Options): ClientSession<Reply>
}

/**
 * One wire format. `Request` is a frame from a client, `Reply` a frame from a server.
 * Declared with methods so that a `Dialect<VuRequest, …>` is a `Dialect` to a host, which always
 * pairs a dialect's own splitter with its own session.
 */
export interface Dialect<Request = unknown, Reply = unknown, Options = unknown> {
  readonly name: string
  readonly defaultPort: number
  /** One line that shows what the format looks like. */
  readonly shape: string
  /** Throws an error that names the wrong key; `{}` gives the defaults. Every dialect has `strict`. */
  readonly options: { parse(input: unknown): Options }
  /** What each option means, with unit and default. */
  readonly optionNotes: Readonly<Record<string, string>>
  readonly rules: readonly Rule[]
  carries(options: Options): Capabilities
  wire(options: Options): WirePolicy
  /** Of a client's bytes. */
  splitter(options: Options): Splitter<Request>
  serve(line: Line, options: Options): ServerSession<Request>
  readonly client: ClientSide<Reply, Options>
}
