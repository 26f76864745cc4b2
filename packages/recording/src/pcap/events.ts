import type { CloseReason, Peer } from '@parley/contract'
import type { ProxyReason } from '../event.ts'

/** One connection, or one pair of places between which datagrams go. */
export interface Flow {
  /** Tells connections apart that are open at the same time. */
  readonly id: number
  readonly client: Peer
  readonly server: Peer
}

export type FlowSide = 'client' | 'server'

/**
 * What is written to a capture. `time`: microseconds since the epoch. `comment`: what a reader of the
 * capture is told of it.
 */
export type CaptureEvent = {
  readonly time: number
  readonly flow: Flow
  readonly comment?: string | undefined
} /** The client has connected. A connection without it was open before the capture began. */ & (
  | { readonly kind: 'open' }
  /** One read, or one write, of `from`. */
  | { readonly kind: 'bytes'; readonly from: FlowSide; readonly bytes: Uint8Array }
  /** One side has ended its direction; the other may still send. */
  | { readonly kind: 'end'; readonly by: FlowSide }
  | { readonly kind: 'close'; readonly reason: CloseReason | ProxyReason }
  /** One UDP datagram. */
  | { readonly kind: 'datagram'; readonly from: FlowSide; readonly bytes: Uint8Array }
)
