import type { Answer, CloseReason, CommandKind, ErrorCode } from '@parley/contract'

/** Why a connection is refused before its dialect is spoken; a closed list. */
export const connectionRefusals = {
  'too-many-connections': 'The address has too many connections open',
  'too-many-attempts': 'The address opened connections too quickly',
  'out-of-descriptors': 'The process may not open more files and sockets',
  'no-tls': 'The port takes TLS, and the first bytes were not of TLS',
  'tls-failed': 'The TLS handshake failed, or the client ended it',
  'tls-timeout': 'The TLS handshake took too long',
  'too-many-handshakes': 'Too many TLS handshakes were going on',
} as const

export type ConnectionRefusal = keyof typeof connectionRefusals

/** The upper bounds of the intervals in which delays are counted, in milliseconds. */
export const DELAY_BOUNDS: readonly number[] = [
  ...[0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50],
  ...[100, 250, 500, 1_000, 2_500, 5_000, 10_000],
]

/** How many delays fell into each interval. */
export class Delays {
  /** By interval; the last one has no upper bound. */
  readonly counts: number[] = new Array(DELAY_BOUNDS.length + 1).fill(0)
  /** Of all delays, in milliseconds. */
  sum = 0
  /** The newest delay, which the receivers of one message share, and its interval. */
  #delay = 0
  #interval = 0

  /** `times`: how many have this delay, in milliseconds. */
  add(delay: number, times: number): void {
    if (delay !== this.#delay) this.#find(delay)
    this.counts[this.#interval] = (this.counts[this.#interval] ?? 0) + times
    this.sum += delay * times
  }

  #find(delay: number): void {
    let interval = 0
    while (delay > (DELAY_BOUNDS[interval] ?? Number.POSITIVE_INFINITY)) interval += 1
    this.#delay = delay
    this.#interval = interval
  }
}

/** What was counted of the connections of one dialect. */
export class DialectCounts {
  readonly dialect: string
  readonly gateway: GatewayCounts
  /** Its place in `delivered` of every dialect. */
  readonly index: number
  opened = 0
  logins = 0
  /** Messages of its users that were accepted. */
  accepted = 0
  /** Messages to its users, by the index of the sender's dialect. */
  readonly delivered: number[] = []
  /** Messages to its users that had waited in a mailbox. */
  deliveredKept = 0
  readonly refused = new Map<ConnectionRefusal, number>()
  readonly closed = new Map<CloseReason, number>()
  readonly refusedCommands = new Map<ErrorCode, number>()

  constructor(dialect: string, index: number, gateway: GatewayCounts) {
    this.dialect = dialect
    this.gateway = gateway
    this.index = index
  }

  /** A user's command has this answer. */
  answered(kind: CommandKind, answer: Answer<unknown>): void {
    if (!answer.ok) increase(this.refusedCommands, answer.error)
    else if (kind === 'login') this.logins += 1
    else if (kind === 'send' || kind === 'broadcast') this.accepted += 1
  }

  deliveredFrom(sender: DialectCounts): void {
    this.delivered[sender.index] = (this.delivered[sender.index] ?? 0) + 1
  }
}

/** Adds one to what a key has. */
export function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** One read of a connection: where messages come from, and since when they are here. */
export interface Origin {
  readonly sender: DialectCounts
  /** When it was read, on the clock of `Turn.time`. */
  readonly readAt: number
}

/** Plain numbers that a gateway counts where somebody asks for metrics. */
export class GatewayCounts {
  /** From the read of a message to the write of each of its deliveries. */
  readonly delays = new Delays()
  /** Of what is being carried out just now. */
  origin: Origin | undefined
  readonly #dialects = new Map<string, DialectCounts>()

  of(dialect: string): DialectCounts {
    const known = this.#dialects.get(dialect)
    if (known !== undefined) return known
    const counts = new DialectCounts(dialect, this.#dialects.size, this)
    this.#dialects.set(dialect, counts)
    return counts
  }

  /** In the order of their indexes. */
  get dialects(): readonly DialectCounts[] {
    return [...this.#dialects.values()]
  }

  /** Does something that is of this origin. */
  during(origin: Origin | undefined, act: () => void): void {
    const before = this.origin
    this.origin = origin
    try {
      act()
    } finally {
      this.origin = before
    }
  }
}
