/** Where a peer's connection comes from. */
export interface Peer {
  readonly address: string
  readonly port: number
}

/** What other clients are to use when they call a client directly. */
export type Transport = 'tcp' | 'udp'

/** The port at which a client takes calls of other clients, on the address of its connection. */
export interface Calls {
  readonly transport: Transport
  readonly port: number
}

/** A row of the roster, as `list` answers it: login order, each name once. */
export interface Present {
  readonly name: string
  /** The dialect that the name is spoken through. */
  readonly via: string
  readonly peer: Peer
  /** When the name logged in. */
  readonly since: number
  /** Where its client takes calls, if it has announced that. */
  readonly calls?: Calls | undefined
  /** What others are to read while the user is away; absent: not away. */
  readonly away?: string | undefined
}
