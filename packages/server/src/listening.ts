import type { NameRule, Peer, ServerDialect, Transport } from '@parley/contract'
import type { Limits } from './limits.ts'
import type { ConnectionInfo } from './tap.ts'
import type { TlsIdentity } from './tls-identity.ts'

/** Where a dialect is to be spoken. */
export interface Listening {
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** The dialect’s own options, not yet parsed. */
  readonly options?: unknown
  /** How names are told apart at a login; `alike`, if absent. */
  readonly names?: NameRule
  readonly limits?: Partial<Limits>
  /** With it, clients must speak TLS. */
  readonly tls?: TlsIdentity
}

/** Where a dialect is spoken now. */
export interface ListenerInfo extends Peer {
  readonly dialect: string
  /** Whether clients must speak TLS. */
  readonly tls: boolean
  /** Where it is spoken over UDP as well, at the same address; never beside TLS. */
  readonly udpPort?: number
}

/** A listener, for whoever reads what goes over its connections. */
export interface OpenListener extends Omit<ListenerInfo, 'udpPort'> {
  readonly transport: Transport
  /** As `ConnectionInfo.listener`. */
  readonly name: string
  readonly speaks: ServerDialect
  readonly options: unknown
  /** The most bytes that a frame may have before the login. */
  readonly frameBeforeLogin: number
}

/** A connection that is open. */
export interface OpenConnection {
  readonly info: ConnectionInfo
  /** Of the user, while logged in. */
  readonly name: string | undefined
  /** Whether all that has been read was carried out, as far as the splitter can tell. */
  readonly isBetween: boolean
}

/** What waits in a gateway. */
export interface Queues {
  /** Of each connection: what its socket has not taken, and what waits for its dialect's pace, in bytes or characters. */
  readonly output: readonly {
    readonly dialect: string
    readonly forSocket: number
    readonly forPace: number
  }[]
  /** Deliveries of large texts that wait for a later turn. */
  readonly deferredDeliveries: number
  /** What has come of messages whose end has not. */
  readonly unfinishedBytes: number
}
