import type { Command, CommandKind } from './commands.ts'
import type { Splitter } from './splitter.ts'
import type { Peer } from './users.ts'

/** What a client's session reports to whoever drives it. */
export type Report =
  /** The server has said what it says on connecting, or says nothing: one may log in. */
  | { readonly kind: 'ready' }
  /** `names`: for `list` and `listSince`, and for `rooms` and `bans`. `place`: for `findPeer`, where to call. */
  | {
      readonly kind: 'done'
      readonly command: CommandKind
      readonly names?: readonly string[]
      readonly place?: Peer
    }
  /** `text`: the server's own words. */
  | { readonly kind: 'refused'; readonly command: CommandKind | undefined; readonly text: string }
  /** `to`: absent where the dialect does not tell. `room`: absent for the lobby, and for one. */
  | {
      readonly kind: 'heard'
      readonly from: string
      readonly text: string
      readonly to?: 'me' | 'everyone'
      readonly room?: string
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
