import { type CheckLog, connectionsTo, type Target } from '@parley/kit'

/** Is notified that something has happened that somebody may wait for. */
export interface Bell {
  changed(): void
  until(isSo: () => boolean, time: number): Promise<void>
}

/** The way from a client to a server, as far as it can be seen. */
export interface Passage {
  /** Where the client connects to. */
  readonly place: Target
  readonly wasReached: boolean
  /** Whether the client has ended all its connections; false before the first one. */
  readonly clientIsGone: boolean
  /** Whether nobody can say anything any more. */
  readonly isOver: boolean
  /** When something went over it last, in milliseconds since the conversation began. */
  readonly spokenAt: number
  close(): Promise<void>
}

const WIRE = 'client'

/** Between two looks at the connections of this machine, in milliseconds. */
const LOOKING = 50

/**
 * Nothing between the two: both have the same port, fixed. The bytes are not seen, and the connections
 * only where the system tells of them.
 */
export class DirectPassage implements Passage {
  readonly place: Target
  readonly #log: CheckLog
  readonly #bell: Bell
  readonly #others: ReadonlySet<number>
  readonly #timer: NodeJS.Timeout
  #state: 'before' | 'connected' | 'gone' = 'before'

  /** `others`: the local ports of connections that are not the client’s. */
  constructor(place: Target, log: CheckLog, bell: Bell) {
    this.place = place
    this.#log = log
    this.#bell = bell
    const open = connectionsTo(place.port)
    this.#others = open ?? new Set()
    this.#timer = setInterval(() => this.#look(), LOOKING)
    log.text('event', WIRE, 'client and server have the same port: bytes between them are not seen')
    if (open === undefined) this.#state = 'connected'
  }

  get wasReached(): boolean {
    return this.#state !== 'before'
  }

  get clientIsGone(): boolean {
    return this.#state === 'gone'
  }

  get isOver(): boolean {
    return this.clientIsGone
  }

  /** Not known: it may have been just now. */
  get spokenAt(): number {
    return Number.NaN
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
  }

  #look(): void {
    const open = connectionsTo(this.place.port)
    if (open === undefined) return
    const isConnected = [...open].some((port) => !this.#others.has(port))
    if (isConnected === (this.#state === 'connected')) return
    if (!isConnected && this.#state === 'before') return
    this.#state = isConnected ? 'connected' : 'gone'
    const words = isConnected ? 'the client has connected' : 'the client’s side is closed'
    this.#log.text('event', WIRE, words)
    this.#bell.changed()
  }
}
