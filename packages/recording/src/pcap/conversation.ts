/**
 * The TCP segments of a connection of which only the reads and writes are known: a handshake, one
 * segment for each read or write, or several where it is longer than the MSS, an acknowledgement
 * behind them, and an end.
 */
import { Buffer } from 'node:buffer'
import type { CloseReason } from '@parley/contract'
import type { ProxyReason } from '../event.ts'
import type { Flow, FlowSide } from './events.ts'
import { flags, isV6, type Segment } from './packets.ts'

/** What an Ethernet frame of 1500 bytes leaves for one segment, in bytes. */
const mss = { v4: 1460, v6: 1440 } as const

const WINDOW = 65_535

/** So many full segments may be sent before one is acknowledged (RFC 9293, 3.8.6.3). */
const UNACKNOWLEDGED = 2

const OTHER = { client: 'server', server: 'client' } as const

const NOTHING: Uint8Array = new Uint8Array(0)

/** How a connection ends: which side ends it first, and whether by a reset. */
interface End {
  readonly by: FlowSide
  readonly reset: boolean
}

const endByServer: End = { by: 'server', reset: false }

/** Reasons with another end than a FIN of the server. */
const ends: ReadonlyMap<CloseReason | ProxyReason, End> = new Map<CloseReason | ProxyReason, End>([
  ['peer-ended', { by: 'client', reset: false }],
  ['peer-reset', { by: 'client', reset: true }],
  ['slow-receiver', { by: 'server', reset: true }],
  ['store-failed', { by: 'server', reset: true }],
  ['internal-error', { by: 'server', reset: true }],
  ['client-reset', { by: 'client', reset: true }],
  ['server-reset', { by: 'server', reset: true }],
  ['unreachable', { by: 'server', reset: true }],
])

/** The sequence numbers of one connection. */
export class Conversation {
  readonly #mss: number
  readonly #next: Record<FlowSide, number>
  readonly #ended = new Set<FlowSide>()

  constructor(flow: Flow) {
    this.#mss = isV6(flow) ? mss.v6 : mss.v4
    const first = Math.imul(flow.id, 0x9e3779b1) >>> 0
    this.#next = { client: first, server: ~first >>> 0 }
  }

  open(): readonly Segment[] {
    const options = Buffer.of(2, 4, this.#mss >> 8, this.#mss & 0xff)
    return [
      this.#segment('client', flags.syn, NOTHING, options),
      this.#segment('server', flags.syn | flags.ack, NOTHING, options),
      this.#segment('client', flags.ack),
    ]
  }

  bytes(from: FlowSide, bytes: Uint8Array): readonly Segment[] {
    const segments: Segment[] = []
    let unacknowledged = 0
    for (let at = 0; at < bytes.length; at += this.#mss) {
      const piece = bytes.subarray(at, at + this.#mss)
      const push = at + piece.length === bytes.length ? flags.psh : 0
      segments.push(this.#segment(from, flags.ack | push, piece))
      unacknowledged += 1
      if (push === 0 && unacknowledged < UNACKNOWLEDGED) continue
      segments.push(this.#segment(OTHER[from], flags.ack))
      unacknowledged = 0
    }
    return segments
  }

  /** A side that has ended its direction before does not end it again. */
  end(by: FlowSide): readonly Segment[] {
    if (this.#ended.has(by)) return []
    this.#ended.add(by)
    return [this.#segment(by, flags.fin | flags.ack), this.#segment(OTHER[by], flags.ack)]
  }

  close(reason: CloseReason | ProxyReason): readonly Segment[] {
    const { by, reset } = ends.get(reason) ?? endByServer
    if (reset) return [this.#segment(by, flags.rst | flags.ack)]
    return [...this.end(by), ...this.end(OTHER[by])]
  }

  #segment(from: FlowSide, sent: number, bytes = NOTHING, options = NOTHING): Segment {
    const sequence = this.#next[from]
    const acknowledged = sent & flags.ack ? this.#next[OTHER[from]] : 0
    const length = bytes.length + (sent & (flags.syn | flags.fin) ? 1 : 0)
    this.#next[from] = (sequence + length) >>> 0
    return { from, sequence, acknowledged, flags: sent, window: WINDOW, options, bytes }
  }
}
