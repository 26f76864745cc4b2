import type { Peer } from './users.ts'

/**
 * How a text is set off on a terminal that has colours. `failure`: why the program is about to fail;
 * the host shows it on stderr, so that what a specification fixes stays alone on stdout.
 */
export type Tone = 'plain' | 'said' | 'aside' | 'trouble' | 'failure'

/** The host's side of a terminal: a person in front, a connection to a server behind. */
export interface TerminalLine {
  readonly now: number
  /** Shows the person a text, in lines of its own. */
  show(text: string, tone?: Tone): void
  /**
   * Wants the person's next line, which comes as `typed`. `words` stand before it where there is a
   * terminal, with `always` also where there is none (and no line end follows them); what is typed
   * to a `secret` one is not shown. No line comes without a prompt: those typed ahead wait.
   */
  prompt(words: string, mode?: 'always' | 'secret'): void
  /** Sends the server one protocol message. */
  write(frame: Uint8Array | string): void
  /** Ends the connection; `closed` is not called for it. */
  close(): void
  /** Opens a new connection; `connected` is called once it is there. */
  reconnect(): void
  /** Ends the program, once what was written has gone out: 0, or 1 where it failed. */
  end(status: 0 | 1): void
  /** Has `wake` called once at `time`; a later call replaces an earlier one. */
  wakeAt(time: number): void
  /** Where other clients can call this one; undefined where the dialect has no calls. */
  readonly port: number | undefined
  /** Opens a call to another client; `called` reports what comes of it. */
  call(name: string, place: Peer): void
  /** Says something in an open call. False: there is none to that name. */
  speak(name: string, from: string, text: string): boolean
  /** Ends a call. False: there was none to that name. */
  hangUp(name: string): boolean
  /** Sends a file of the current folder to another client; `called` reports what comes of it. */
  sendFile(to: string, place: Peer, from: string, file: string): void
}

/** What comes of calls to and from other clients. */
export type CallNews =
  | { readonly kind: 'call-opened'; readonly name: string }
  | { readonly kind: 'call-failed'; readonly name: string; readonly why: string }
  | { readonly kind: 'call-ended'; readonly name: string }
  /** Another client, which says that it is `from`, said something. */
  | { readonly kind: 'call-said'; readonly from: string; readonly text: string }
  | { readonly kind: 'file-sent'; readonly to: string; readonly file: string }
  | { readonly kind: 'file-failed'; readonly file: string; readonly why: 'missing' | 'unreadable' }
  /** `file`: the name under which it was put into the folder for downloads. */
  | { readonly kind: 'file-received'; readonly from: string; readonly file: string }

/**
 * What a person types and reads in a dialect. Does no I/O. It reads the server's frames itself, and
 * may have the dialect's own client session behind it.
 */
export interface TerminalSession<Reply> {
  /** A connection is there: the first one, or one that was wanted. */
  connected(): void
  /** The person has typed a line that was prompted for. */
  typed(line: string): void
  take(reply: Reply): void
  /** The server has closed the connection, or it broke. */
  closed(): void
  /**
   * The person goes, or there is no more input: what is outstanding is waited for, within reason,
   * then goodbye is said in the dialect's own way, and the program ends.
   */
  leave(): void
  called(news: CallNews): void
  wake(now: number): void
}

/** How common things are typed, and a message is shown: for what drives a terminal as a person would. */
export interface Phrases {
  login(name: string, password: string): readonly string[]
  /** What is shown once a login has succeeded. */
  welcome(name: string): string
  send(to: string, text: string): readonly string[]
  /** To everybody who is online; absent where the terminal has no such command. */
  broadcast?(text: string): readonly string[]
  /** What is typed to be shown who is online. */
  readonly list: readonly string[]
  /** What is typed to send a file of the folder in which the client was started. */
  file?(to: string, file: string): readonly string[]
  /** What is typed to say goodbye. */
  readonly leave: readonly string[]
  /** A message of one line, as it is shown to the one whom it is for. */
  heard(from: string, text: string): string
  /** What is typed to be shown what waits, where the server tells only who asks. */
  readonly poll?: string
  /** To everybody, where the original has no messages to one user: as its programs are to be driven. */
  readonly toAll?: {
    send(text: string): readonly string[]
    heard(from: string, text: string): string
  }
}

/** Something that can be typed, and what it does. */
interface HelpRow {
  readonly typed: string
  readonly does: string
  /** Where not every server does it: `if the server is Parley`, and perhaps what another one does. */
  readonly condition?: string
}

export interface TerminalSide<Reply, Options> {
  readonly phrases: Phrases
  /**
   * The texts are compared to the letter, also on a terminal: the host then adds no escape sequence,
   * neither for colours nor for line editing, unless a person asks for it.
   */
  readonly isToTheLetter?: true
  /** What can be typed, and what it does. */
  readonly help: readonly HelpRow[]
  open(line: TerminalLine, options: Options): TerminalSession<Reply>
}
