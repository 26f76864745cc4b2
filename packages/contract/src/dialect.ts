import type { Bound } from './bounds.ts'
import type { Capabilities } from './capabilities.ts'
import type { Check, ClientStage, ServerStage } from './checking.ts'
import type {
  AnswerOf,
  Command,
  CommandKind,
  CommandOf,
  Edited,
  Event,
  Peer,
  Present,
  PublicMessage,
  Removed,
  Transport,
} from './commands.ts'
import type { CloseReason } from './outcomes.ts'
import type { Splitter } from './splitter.ts'
import type { TerminalSide } from './terminal.ts'

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
  /** The address of ours at which the peer reached us. */
  readonly address: string
  /** The time of this turn, in milliseconds since the epoch. */
  readonly now: number
  /** Sends one protocol message; a string goes out as UTF-8, and bytes may not change afterwards. */
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
  /**
   * Whether the peer is told something only when it asks. Direct messages then wait in the mailbox
   * until the session says, with `received`, that it has told them.
   */
  readonly pulls?: true
}

/** Why a file that a caller sends is not taken. */
export type FileFault = 'too-large' | 'bad-name'

/** The host's side of one call from a client to another one that the host answers for. */
export interface CallLine {
  readonly now: number
  /**
   * The caller has said this to the one who is called. `claimed`: who the caller says to be, which a
   * gateway does not need to believe.
   */
  say(text: string, claimed: string): void
  /** The caller begins to send a file; what was begun before has ended. */
  file(name: string, claimed: string): void
  /** The next bytes of the file. */
  bytes(bytes: Uint8Array): void
  /** The file is whole. */
  fileEnd(): void
  /** The file is not taken, though it may have begun; what has come of it is not kept. */
  refuseFile(name: string, fault: FileFault): void
  close(): void
  /** Has `wake` called once at `time`; a later call replaces an earlier one. */
  wakeAt(time: number): void
}

/** The protocol state of one call. Does no I/O. */
export interface CallSession {
  /** Bytes of a TCP connection as they come, or one datagram; the caller's again afterwards. */
  take(bytes: Uint8Array): void
  /** The caller has closed. */
  end(): void
  wake(now: number): void
}

/** How clients of a dialect talk to each other directly. */
export interface CallSide<Options> {
  readonly transport: Transport
  /** A call is a TCP connection, or all datagrams that come from one address and port. */
  answer(line: CallLine, options: Options): CallSession
  /** The bytes with which a client says something in a call; undefined where it cannot. */
  speech?(from: string, text: string): Uint8Array | string
  /** The datagrams that announce a file, and the most bytes of it that each of the next ones has. */
  announcement?(
    from: string,
    file: string,
  ): { readonly head: readonly (Uint8Array | string)[]; readonly piece: number }
}

/** What a journal is told. `session`: the same number at a session's begin, change and end. */
export type Happening =
  | PublicMessage
  | Edited
  | Removed
  | {
      readonly kind: 'session-began' | 'session-changed' | 'session-ended'
      readonly session: number
      readonly present: Present
    }

/** What becomes of a file of a journal. */
export type FileChange =
  /** The text is added at its end. */
  | { readonly file: string; readonly mode: 'append'; readonly text: string }
  /**
   * The file is to have these lines and no others. The host asks for them when it writes the file,
   * which may be after further changes of it: those are in the lines then. It takes them a few at a
   * time, so that a long file holds nobody up; they are what they were when it asked.
   */
  | { readonly file: string; readonly mode: 'replace'; lines(): Iterable<string> }

/** Files of text about what happens, where a dialect's original has such. Does no I/O. */
export interface Journal {
  readonly folder: string
  /** `newest`: the public messages that there are already, the newest first. */
  begin(newest: Iterable<PublicMessage>): readonly FileChange[]
  hear(happening: Happening): readonly FileChange[]
}

/** What a client's session reports to whoever drives it. */
export type Report =
  /** The server has said what it says on connecting, or says nothing: one may log in. */
  | { readonly kind: 'ready' }
  /** `names`: for `list` and `listSince`. `place`: for `findPeer`, where to call. */
  | {
      readonly kind: 'done'
      readonly command: CommandKind
      readonly names?: readonly string[]
      readonly place?: Peer
    }
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
  /**
   * What a server that closes may have left without its end: these bytes complete it, and it is taken
   * if it `counts`.
   */
  readonly unended?: { readonly completion: string; counts(reply: Reply): boolean }
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
  /** What the first bytes of either side look like, read as Latin-1: somebody on a wrong port is told. */
  readonly looks?: { readonly client: RegExp; readonly server: RegExp }
  /** Throws an error that names the wrong key; `{}` gives the defaults. Every dialect has `strict`. */
  readonly options: { parse(input: unknown): Options }
  /** What each option means, with unit and default. */
  readonly optionNotes: Readonly<Record<string, string>>
  readonly rules: readonly Rule[]
  carries(options: Options): Capabilities
  wire(options: Options): WirePolicy
  /** What bounds what peers of this dialect can make grow, besides what `wire` says. */
  bounds?(options: Options): readonly Bound[]
  /** Of a client's bytes. */
  splitter(options: Options): Splitter<Request>
  serve(line: Line, options: Options): ServerSession<Request>
  /** Where clients of this dialect call each other. */
  readonly calls?: CallSide<Options>
  /** Undefined where the options ask for none. */
  journal?(options: Options): Journal | undefined
  readonly client: ClientSide<Reply, Options>
  /** What a person types and reads. */
  readonly terminal: TerminalSide<Reply, Options>
  /** How somebody's server or client of this dialect is checked; loaded when it is wanted. */
  checking?(): Promise<Checking<Request, Reply, Options>>
}

/** A named way of being wrong. */
export interface Fault<AnyDialect = Dialect> {
  readonly name: string
  /** What the program does wrong, as in "forgets the newline". */
  readonly what: string
  /** The rules that it breaks, by their ids: each is enough to have found it. */
  readonly breaks: readonly string[]
  /** Where other checks of these rules do not see it: only those of this scope find it. */
  readonly scope?: 'extension'
  /** Makes a dialect wrong in that way. */
  apply(dialect: AnyDialect): AnyDialect
}

/** How programs of a dialect are checked. */
export interface Checking<Request = unknown, Reply = unknown, Options = unknown> {
  readonly server: readonly Check<ServerStage<Reply, Options>>[]
  readonly client: readonly Check<ClientStage<Request, Options>>[]
  /** By side and by the rule's id: why a rule cannot be checked from outside. */
  readonly unchecked: Readonly<Record<'server' | 'client', Readonly<Record<string, string>>>>
  /** Wrong programs, on which the checks themselves are tried. */
  readonly faults: Readonly<
    Record<'server' | 'client', readonly Fault<Dialect<Request, Reply, Options>>[]>
  >
}
