import type { Transport } from '@parley/contract'
import type { Call, Caller } from './call.ts'
import type { FloodControl } from './flood.ts'
import type { ConnectionInfo } from './tap.ts'

/**
 * A place that is not used for so long is closed, in milliseconds. A client that asks for a TCP place
 * calls it at once. For a UDP place, a person has yet to type which file to send; each new question for
 * the place begins the time anew.
 */
export const UNUSED = { tcp: 30_000, udp: 5 * 60_000 } as const satisfies Record<Transport, number>

/** Datagrams have no end: what has begun before a session ended may go on after pauses of this length. */
export const LAST = 10_000

/** Who asks for places, and at which address of ours. */
export interface Requester extends Caller {
  readonly connection: ConnectionInfo
  readonly address: string
  /** Only this address may call. */
  readonly from: string
  /** What the requester’s own connection may send, which counts what is said in calls too. */
  readonly flood: FloodControl | undefined
}

/** What a place is made of, and who is notified of what becomes of it. */
export interface PlaceHost {
  /** Closes the port. */
  close(): void
  /** No more calls are taken there. */
  ending(place: Place): void
  closed(place: Place): void
}

/**
 * One pair’s place: what arrives there from the caller’s address goes to the user who is called. It
 * takes one call at a time, so that nobody else at that address speaks into it: over TCP one call in
 * all, over UDP the datagrams of one port until their file has ended.
 */
export class Place {
  readonly to: string
  readonly requester: Requester
  readonly #transport: Transport
  readonly #host: PlaceHost
  #call: Call | undefined
  #unused: NodeJS.Timeout | undefined
  #state: 'open' | 'ending' | 'closed' = 'open'

  constructor(requester: Requester, to: string, transport: Transport, host: PlaceHost) {
    this.requester = requester
    this.to = to
    this.#transport = transport
    this.#host = host
    this.used()
  }

  /** Whether a call may begin here. */
  get free(): boolean {
    return this.#state === 'open' && this.#call === undefined
  }

  begin(call: Call): void {
    this.#call = call
    if (this.#transport === 'tcp') this.#retire()
    this.used()
  }

  /** The call is over. */
  over(): void {
    this.#call = undefined
    if (this.#state === 'ending') this.close()
    else this.used()
  }

  /** Begins the time anew after which it is closed. A TCP connection may be silent for long. */
  used(): void {
    clearTimeout(this.#unused)
    if (this.#state === 'closed') return
    if (this.#transport === 'tcp' && this.#call !== undefined) return
    const time = this.#state === 'open' ? UNUSED[this.#transport] : LAST
    this.#unused = setTimeout(this.close, time).unref()
  }

  /** The caller’s session has ended: a connection ends with it, and a file in datagrams with silence. */
  callerLeft(): void {
    if (this.#transport === 'tcp' || this.#call === undefined) return this.close()
    this.#retire()
    this.used()
  }

  /** Real clients do not survive that their connection is closed, so it stays, and says nothing more. */
  calleeLeft(): void {
    if (this.#call === undefined) return this.close()
    this.#call.calleeLeft()
    this.#retire()
    this.used()
  }

  readonly close = (): void => {
    if (this.#state === 'closed') return
    if (this.#state === 'open') this.#host.ending(this)
    this.#state = 'closed'
    clearTimeout(this.#unused)
    this.#call?.close()
    this.#host.close()
    this.#host.closed(this)
  }

  /** Takes no more calls. */
  #retire(): void {
    if (this.#state !== 'open') return
    this.#state = 'ending'
    this.#host.ending(this)
  }
}
