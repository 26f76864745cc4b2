import type { CallSide, Happening } from '@parley/contract'
import { addressKey } from '@parley/engine'
import type { Caller, CallSurroundings } from './call.ts'
import type { Place, Requester } from './call-place.ts'
import { CallPorts, type Wanted } from './call-ports.ts'
import { Tally } from './tally.ts'

/** Places that may be open for one user, in all sessions of that user together. */
export const MOST_FOR_USER = 64
/** For all users of one address (see `addressKey`), so that no address has all of them. */
export const MOST_FOR_ADDRESS = 512
export const MOST_PLACES = 1024

interface Opened {
  readonly place: Place
  readonly port: number
}

/**
 * Stands in for clients that take no calls: for each pair of a caller and a user it opens a TCP or
 * UDP port of ours, and what the caller’s dialect makes of the bytes goes to the user as any other
 * message. A place ends with the caller’s session, but not before a file that was begun there, with
 * the callee’s if nobody is calling, and when it has not been used for a while.
 */
export class CallRelay {
  readonly #surroundings: CallSurroundings
  readonly #ports: CallPorts
  readonly #allowed: boolean
  /** Those that a caller may still call. */
  readonly #places = new Map<Caller['seat'], Map<string, Opened>>()
  /** Also those that take no more calls. */
  readonly #all = new Set<Place>()
  /** Open places and those that are being opened, by user and by address. */
  readonly #users = new Tally()
  readonly #addresses = new Tally()

  /** `allowed`: otherwise there is never a place. */
  constructor(surroundings: CallSurroundings, allowed = true) {
    this.#surroundings = surroundings
    this.#allowed = allowed
    this.#ports = new CallPorts(surroundings)
  }

  /** A port for each name, once all are known. */
  openAll(
    requester: Requester,
    names: readonly string[],
    calls: CallSide<unknown> | undefined,
    options: unknown,
    then: (ports: readonly (number | undefined)[]) => void,
  ): void {
    const ports = new Array<number | undefined>(names.length).fill(undefined)
    if (!this.#allowed || calls === undefined || names.length === 0) return then(ports)
    let left = names.length
    names.forEach((to, index) => {
      this.#openOne({ requester, to, calls, options }, (port) => {
        ports[index] = port
        left -= 1
        if (left === 0) then(ports)
      })
    })
  }

  /** A place’s port; undefined where there is no room, or no such port is to be had. */
  #openOne(wanted: Wanted, then: (port: number | undefined) => void): void {
    const { requester, to } = wanted
    const known = this.#places.get(requester.seat)?.get(to)
    if (known !== undefined) {
      known.place.used()
      return then(known.port)
    }
    const user = requester.seat.name
    const address = addressKey(requester.from)
    if (!this.#hasRoom(user, address)) return then(undefined)
    this.#users.add(user)
    this.#addresses.add(address)
    const host = {
      close: () => {},
      ending: () => this.#forget(requester.seat, to),
      closed: (place: Place) => {
        this.#all.delete(place)
        this.#users.remove(user)
        this.#addresses.remove(address)
      },
    }
    this.#ports.open(wanted, host, (place, port) => {
      if (place === undefined) return then(undefined)
      this.#all.add(place)
      if (requester.seat.name !== user || requester.seat.standing === 'gone') place.close()
      else this.#remember(requester.seat, to, { place, port })
      then(port)
    })
  }

  /** Ends what ends with a session: the places of its user, and those that lead to them. */
  hear(happening: Happening): void {
    if (happening.kind !== 'session-ended' || this.#all.size === 0) return
    const { present, session } = happening
    this.#left(session, present.name)
  }

  close(): void {
    for (const place of this.#all) place.close()
  }

  /** A user may have several sessions: who is called has left with the last of them. */
  #left(session: number, name: string): void {
    const hasLeft = !this.#surroundings.engine.isOnline(name)
    for (const place of [...this.#all]) {
      if (place.requester.seat.number === session) place.callerLeft()
      else if (hasLeft && place.to === name) place.calleeLeft()
    }
  }

  #hasRoom(user: string, address: string): boolean {
    return (
      this.#users.count(user) < MOST_FOR_USER &&
      this.#addresses.count(address) < MOST_FOR_ADDRESS &&
      this.#users.total < MOST_PLACES
    )
  }

  #remember(seat: Caller['seat'], to: string, opened: Opened): void {
    const places = this.#places.get(seat) ?? new Map()
    places.set(to, opened)
    this.#places.set(seat, places)
  }

  #forget(seat: Caller['seat'], to: string): void {
    const places = this.#places.get(seat)
    places?.delete(to)
    if (places?.size === 0) this.#places.delete(seat)
  }
}
