import type { NameRule, ServerDialect, WirePolicy } from '@parley/contract'
import type { Engine } from '@parley/engine'
import type { Admission } from './admission.ts'
import type { CallRelay } from './call-relay.ts'
import type { DialectCounts } from './counts.ts'
import type { DeferredEvents } from './deferred-events.ts'
import type { WriteClock } from './delivery-delays.ts'
import type { FloodGuard } from './flood.ts'
import type { Limits } from './limits.ts'
import type { Log } from './log.ts'
import type { LogThrottle } from './log-throttle.ts'
import type { ConnectionInfo, TapSocket } from './tap.ts'
import type { Turn } from './turn.ts'
import type { UnfinishedGuard } from './unfinished.ts'

/** What the connections of one listener share. */
export interface ListenerContext {
  readonly name: string
  readonly port: number
  readonly dialect: ServerDialect
  readonly options: unknown
  readonly policy: WirePolicy
  readonly names: NameRule
  readonly limits: Limits
  /** What each user is told once they have logged in. */
  readonly loginNotice: string | undefined
  readonly admission: Admission
  readonly flood: FloodGuard
  readonly unfinished: UnfinishedGuard
  readonly engine: Engine
  readonly callRelay: CallRelay
  readonly turn: Turn
  readonly deferredEvents: DeferredEvents
  readonly taps: TapSocket
  /** Absent where nobody asks for metrics: then nothing is counted. */
  readonly counts: DialectCounts | undefined
  readonly writeClock: WriteClock
  readonly log: Log
  readonly throttle: LogThrottle
  closed(connection: ConnectionInfo): void
}
