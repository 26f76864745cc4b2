import type { Annotate } from './annotation.ts'
import type { Bound } from './bounds.ts'
import type { CallSide } from './calls.ts'
import type { Capabilities } from './capabilities.ts'
import type { Check, ClientStage, ServerStage } from './checking.ts'
import type { ClientSide } from './client.ts'
import type { DatagramSide } from './datagrams.ts'
import type { Dissector } from './dissector.ts'
import type { Journal } from './journal.ts'
import type { Line, ServerSession, WirePolicy } from './server.ts'
import type { Splitter } from './splitter.ts'
import type { TerminalSide } from './terminal.ts'

/** A sentence of a dialect's specification that can be checked from outside. */
export interface Rule {
  /** Name of the dialect, a dash, section: the rule of section 3.7 ends in `-3.7`. */
  readonly id: string
  readonly level: 'MUST' | 'SHOULD'
  readonly binds: 'server' | 'client' | 'both'
  readonly sentence: string
  /**
   * Where it comes from. `paper`, where nothing is said: what the course or the protocol's authors
   * wrote. `custom`: no paper says it, and most programs in use need it. `own`: Parley asks for it.
   */
  readonly source?: 'paper' | 'custom' | 'own'
  /** The paper of a rule that is a paper’s, as in `paper of 2021`; missing where it has no year. */
  readonly paper?: string
}

/**
 * One wire format as a gateway serves it, which is all that a program of somebody else needs to talk to
 * it. `Request` is a frame from a client. `serverDialect` fills in what a small one need not say.
 */
export interface ServerDialect<Request = unknown, Options = unknown> {
  readonly name: string
  readonly defaultPort: number
  /** One line that shows what the format looks like. */
  readonly shape: string
  /** What the first bytes of either side look like, read as Latin-1: for a warning on a wrong port. */
  readonly looks?: { readonly client: RegExp; readonly server: RegExp }
  /** Throws an error that names the wrong key; `{}` gives the defaults. Every dialect has `strict`. */
  readonly options: { parse(input: unknown): Options }
  /** What each option means, with unit and default. */
  readonly optionNotes: Readonly<Record<string, string>>
  carries(options: Options): Capabilities
  wire(options: Options): WirePolicy
  /** What bounds what peers of this dialect can make grow, besides what `wire` says. */
  bounds?(options: Options): readonly Bound[]
  /** Of a client's bytes. */
  splitter(options: Options): Splitter<Request>
  serve(line: Line, options: Options): ServerSession<Request>
  /** Where the options ask for it: how it is spoken over UDP as well. */
  datagrams?(options: Options): DatagramSide | undefined
  /** Where clients of this dialect call each other. */
  readonly calls?: CallSide<Options>
  /** Undefined where the options ask for none. */
  journal?(options: Options): Journal | undefined
  /** For whoever looks at the bytes: without it a frame is one piece, and no password in it is hidden. */
  readonly annotate?: Annotate
  /**
   * The text of a message as its client's frames have it, before anything in it is replaced or taken out:
   * with `@bob` in front where that says whom it is for. Undefined where the frames say no message.
   */
  readonly sentText?: (frames: readonly Uint8Array[]) => string | undefined
  /** False: `annotate` finds a password in no frame, and whoever hides passwords need not ask it. */
  readonly hasSecrets?: false
  /** For Wireshark; loaded when it is wanted. Without it Wireshark shows the bytes alone. */
  dissector?(): Promise<Dissector>
}

/**
 * A wire format with all that Parley has for it. `Reply` is a frame from a server.
 * Declared with methods so that a `Dialect<VuRequest, …>` is a `Dialect` to a host, which always
 * pairs a dialect's own splitter with its own session.
 */
export interface Dialect<Request = unknown, Reply = unknown, Options = unknown>
  extends ServerDialect<Request, Options> {
  readonly rules: readonly Rule[]
  /** The titles of the sections of the specification, by number: `2` for rules of 2.1 and 2.2. */
  readonly sections: Readonly<Record<string, string>>
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
  /** The options of a check, where it has others than a listener. */
  readonly options?: Pick<ServerDialect<Request, Options>, 'options' | 'optionNotes'>
  /** By side and by the rule's id: why a rule cannot be checked from outside. */
  readonly unchecked: Readonly<Record<'server' | 'client', Readonly<Record<string, string>>>>
  /** Wrong programs, on which the checks themselves are tried. */
  readonly faults: Readonly<
    Record<'server' | 'client', readonly Fault<Dialect<Request, Reply, Options>>[]>
  >
}
