import type { Transport } from './users.ts'

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
