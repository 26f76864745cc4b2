import type { CheckLog } from './check-log.ts'
import type { Segmentation } from './segmentation.ts'
import type { AdaptiveTimeouts } from './timeouts.ts'
import type { Reader } from './tolerance.ts'

/** What a connection of a check shares with the others of the check. */
export interface WireHost {
  readonly log: CheckLog
  readonly timeouts: AdaptiveTimeouts
  readonly segmentation: Segmentation
  readonly reader: () => Reader
  /** Whether what breaks this rule is passed over: it is known that something else comes in its place. */
  forgives(rule: string | undefined): boolean
  /** Sends what was said and held back, on all connections. */
  flush(): Promise<void>
  /** Something was said. */
  said(bytes: Uint8Array): void
}
