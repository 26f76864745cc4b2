import type { Event, Peer, Present } from '@parley/contract'
import type { Member, RosterSession, Waiting } from './ports.ts'

/** What the engine must know of a connection. */
export interface Attachment {
  /** Where it comes in; `login`'s cap counts the sessions of one listener. */
  readonly listener: string
  readonly via: string
  readonly peer: Peer
  /** Whether it is to hear who comes and goes. */
  readonly presence: boolean
  /** Whether it is told something only when it asks: `WirePolicy.pulls`. */
  readonly pulls: boolean
  /** Whether its listener is `strict`, and passes texts on as they are. */
  readonly raw?: boolean
  hear(event: Event): void
  /** An error of our own has come up in what was asked for it, in a turn that it did not begin. */
  failed(error: unknown): void
  /** What it is answered in this turn holds only if the turn is committed. */
  stores?(): void
}

/** The engine's end of one connection. */
export class Seat implements RosterSession {
  /** Counted from 1. */
  readonly number: number
  readonly presence: boolean
  readonly listener: string
  readonly pulls: boolean
  readonly raw: boolean
  /** The name's place in the roster, while the connection is logged in. */
  member: Member | undefined
  present: Present
  proven = false
  /** Whether the connection is there; a password may be judged after it has gone. */
  standing: 'open' | 'gone' = 'open'
  /** The password that its latest login waits or has waited for. */
  waiting: Waiting | undefined
  readonly hear: (event: Event) => void
  readonly failed: (error: unknown) => void
  readonly stores: () => void

  constructor(number: number, attachment: Attachment) {
    const { listener, via, peer, presence, pulls, raw = false, hear, failed } = attachment
    this.stores = () => attachment.stores?.()
    this.number = number
    this.listener = listener
    this.presence = presence
    this.pulls = pulls
    this.raw = raw
    this.present = { name: '', via, peer, since: 0 }
    this.hear = hear
    this.failed = failed
  }

  /** Empty before login. */
  get name(): string {
    return this.present.name
  }
}
