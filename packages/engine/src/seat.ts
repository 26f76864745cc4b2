import {
  type CloseReason,
  type Event,
  type NameKeys,
  type NameRule,
  nameKeys,
  type Peer,
  type Present,
} from '@parley/contract'
import type { Member, RosterSession, Waiting } from './ports.ts'
import type { Room } from './room.ts'

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
  /** How its listener tells names apart; `alike`, if absent. */
  readonly names?: NameRule
  hear(event: Event): void
  /** Its connection is to be closed; absent where there is none that could be. */
  end?(reason: CloseReason): void
  /** An error of our own has come up in what was asked for it, in a turn that it did not begin. */
  failed(error: unknown): void
  /** What it is answered in this turn holds only if the turn is committed. */
  stores?(): void
}

const nobody = nameKeys('')

/** The engine's end of one connection. */
export class Seat implements RosterSession {
  /** Counted from 1. */
  readonly number: number
  readonly presence: boolean
  readonly listener: string
  readonly pulls: boolean
  readonly raw: boolean
  readonly names: NameRule
  /** Of the name; set with it. */
  keys: NameKeys = nobody
  /** Whose the messages are that are posted here: `Timeline.append`. */
  owner = ''
  /** The name's place in the roster, while the connection is logged in. */
  member: Member | undefined
  /** The rooms that this connection is in. */
  readonly rooms = new Set<Room>()
  present: Present
  account: number | undefined
  /** Whether the connection is there; a password may be judged after it has gone. */
  standing: 'open' | 'gone' = 'open'
  /** The password that its latest login waits or has waited for. */
  waiting: Waiting | undefined
  readonly hear: (event: Event) => void
  /** What others are told of why its connection was closed. */
  parting: string | undefined
  readonly end: (reason: CloseReason, words?: string) => void
  readonly failed: (error: unknown) => void
  readonly stores: () => void

  constructor(number: number, attachment: Attachment) {
    const { listener, via, peer, presence, pulls, raw = false, names = 'alike' } = attachment
    this.stores = () => attachment.stores?.()
    this.number = number
    this.listener = listener
    this.presence = presence
    this.pulls = pulls
    this.raw = raw
    this.names = names
    this.present = { name: '', via, peer, since: 0 }
    this.hear = attachment.hear
    this.end = (reason, words) => {
      this.parting = words
      attachment.end?.(reason)
    }
    this.failed = attachment.failed
  }

  get proven(): boolean {
    return this.account !== undefined
  }

  /** Empty before login. */
  get name(): string {
    return this.present.name
  }
}
