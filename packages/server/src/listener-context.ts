import {
  formatAddress,
  type NameRule,
  type Peer,
  type ServerDialect,
  type Transport,
  type WirePolicy,
} from '@parley/contract'
import type { RoutingEngine } from '@parley/engine'
import { Admission } from './admission.ts'
import type { CallRelay } from './call-relay.ts'
import type { DialectCounts } from './counts.ts'
import type { DeferredEvents } from './deferred-events.ts'
import type { WriteClock } from './delivery-delays.ts'
import { FloodGuard } from './flood.ts'
import type { Limits } from './limits.ts'
import type { Log } from './log.ts'
import type { LogThrottle } from './log-throttle.ts'
import { isStrict } from './strict.ts'
import type { ConnectionInfo, TapSocket } from './tap.ts'
import type { Turn } from './turn.ts'
import type { UnfinishedGuard } from './unfinished.ts'

/** What all listeners share. */
export interface SharedContext {
  /** What each user is told once they have logged in. */
  readonly loginNotice: string | undefined
  readonly unfinished: UnfinishedGuard
  readonly engine: RoutingEngine
  readonly callRelay: CallRelay
  readonly turn: Turn
  readonly deferredEvents: DeferredEvents
  readonly taps: TapSocket
  readonly writeClock: WriteClock
  readonly log: Log
  readonly throttle: LogThrottle
}

/** What is the same for a listener over TCP and the one over UDP beside it. */
export interface ListenerSettings {
  readonly options: unknown
  readonly names: NameRule
  readonly limits: Limits
}

/** What a listener is given. */
interface ListenerParts extends SharedContext, ListenerSettings {
  readonly name: string
  readonly port: number
  readonly dialect: ServerDialect
  /** `udp`: each read is one message, and so is each write. */
  readonly transport: Transport
  /** Absent where nobody asks for metrics: then nothing is counted. */
  readonly counts: DialectCounts | undefined
  closed(connection: ConnectionInfo): void
}

/** What the connections of one listener share. */
export interface ListenerContext extends ListenerParts {
  readonly policy: WirePolicy
  readonly admission: Admission
  readonly flood: FloodGuard
}

export function listenerContext(parts: ListenerParts): ListenerContext {
  const { dialect, options, limits, loginNotice } = parts
  return {
    ...parts,
    policy: dialect.wire(options),
    loginNotice: isStrict(options) ? undefined : loginNotice,
    admission: new Admission(limits),
    flood: new FloodGuard(limits),
  }
}

/** How a dialect is spoken at one place. */
export interface SpokenPlace extends Peer {
  readonly transport: Transport
  readonly tls: boolean
}

/** As in `<dialect> 127.0.0.1:5378`, `<dialect>+tls 127.0.0.1:5379`, `<dialect>/udp 127.0.0.1:5382`. */
export function listenerName(dialect: string, place: SpokenPlace): string {
  const over = place.transport === 'udp' ? '/udp' : ''
  return `${dialect}${over}${place.tls ? '+tls' : ''} ${formatAddress(place.address, place.port)}`
}
