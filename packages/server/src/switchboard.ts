import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram'
import { createServer, isIPv6, type Server, type Socket } from 'node:net'
import type { CallSide, Happening, Transport } from '@parley/contract'
import { isLoopback, plainAddress } from './admission.ts'
import { Allowance } from './allowance.ts'
import { Call, type Caller, type CallSurroundings } from './call.ts'
import type { Limits } from './limits.ts'

/** Places that may be open for one caller, and for all of them. */
export const MOST_FOR_ONE = 64
export const MOST_PLACES = 1024

/** Calls to one place at once. */
export const MOST_CALLS = 16

/** A place that nobody has called for so long is closed, in milliseconds. */
export const UNUSED = 10 * 60_000

/** Datagrams have no end: what has begun before a session ended may go on after pauses of this length. */
export const LAST = 10_000

/** What the system should hold of datagrams while the loop is busy, in bytes. */
const DATAGRAMS = 4 * 1024 * 1024

/** Who asks for places, and at which address of ours. */
export interface Requester extends Caller {
  readonly address: string
  /** Only this address may call. */
  readonly from: string
  readonly limits: Limits
}

/** What a place is made of, and who is told what becomes of it. */
interface PlaceHost {
  /** Closes the port. */
  close(): void
  /** No more calls are taken there. */
  ending(place: Place): void
  closed(place: Place): void
}

/** One pair’s place: what arrives there from the caller’s address goes to the user who is called. */
class Place {
  readonly to: string
  readonly requester: Requester
  readonly #transport: Transport
  readonly #host: PlaceHost
  readonly #calls = new Set<Call>()
  #unused: NodeJS.Timeout | undefined
  #state: 'open' | 'ending' | 'closed' = 'open'

  constructor(requester: Requester, to: string, transport: Transport, host: PlaceHost) {
    this.requester = requester
    this.to = to
    this.#transport = transport
    this.#host = host
    this.used()
  }

  get full(): boolean {
    return this.#state !== 'open' || this.#calls.size >= MOST_CALLS
  }

  add(call: Call): void {
    this.used()
    this.#calls.add(call)
  }

  remove(call: Call): void {
    this.#calls.delete(call)
    if (this.#state === 'ending' && this.#calls.size === 0) this.close()
  }

  used(): void {
    clearTimeout(this.#unused)
    if (this.#state === 'closed') return
    const time = this.#state === 'open' ? UNUSED : LAST
    this.#unused = setTimeout(this.close, time).unref()
  }

  /** A session has ended: a connection ends with it, and a file in datagrams with silence. */
  end(): void {
    if (this.#transport === 'tcp' || this.#calls.size === 0) return this.close()
    if (this.#state !== 'open') return
    this.#state = 'ending'
    this.used()
    this.#host.ending(this)
  }

  readonly close = (): void => {
    if (this.#state === 'closed') return
    if (this.#state === 'open') this.#host.ending(this)
    this.#state = 'closed'
    clearTimeout(this.#unused)
    for (const call of [...this.#calls]) call.close()
    this.#host.close()
    this.#host.closed(this)
  }
}

/**
 * Stands in for clients that take no calls: for each pair of a caller and a user it opens a TCP or
 * UDP port of ours, and what the caller’s dialect makes of the bytes goes to the user as any other
 * message. A place ends with either’s session, but not before the files that were begun there, and when
 * it has not been used for ten minutes.
 */
export class Switchboard {
  readonly #surroundings: CallSurroundings
  readonly #places = new Map<Caller['seat'], Map<string, { place: Place; port: number }>>()
  /** Also those that take no more calls. */
  readonly #all = new Set<Place>()
  #opening = 0

  constructor(surroundings: CallSurroundings) {
    this.#surroundings = surroundings
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
    if (calls === undefined || names.length === 0) return then(ports)
    let left = names.length
    names.forEach((name, index) => {
      this.#openOne(requester, name, calls, options, (port) => {
        ports[index] = port
        left -= 1
        if (left === 0) then(ports)
      })
    })
  }

  /** A place’s port; undefined where there is no room, or no such port is to be had. */
  #openOne(
    requester: Requester,
    to: string,
    calls: CallSide<unknown>,
    options: unknown,
    then: (port: number | undefined) => void,
  ): void {
    const mine = this.#places.get(requester.seat)
    const known = mine?.get(to)
    if (known !== undefined) {
      known.place.used()
      return then(known.port)
    }
    if ((mine?.size ?? 0) >= MOST_FOR_ONE || this.#open >= MOST_PLACES) return then(undefined)
    this.#opening += 1
    const opened = (place: Place | undefined, port: number) => {
      this.#opening -= 1
      if (place === undefined) return then(undefined)
      this.#all.add(place)
      const all = this.#places.get(requester.seat) ?? new Map()
      all.set(to, { place, port })
      this.#places.set(requester.seat, all)
      then(port)
    }
    if (calls.transport === 'tcp') this.#listen(requester, to, calls, options, opened)
    else this.#bind(requester, to, calls, options, opened)
  }

  /** Ends what ends with a session: the places of its user, and those that lead to them. */
  hear(happening: Happening): void {
    if (happening.kind !== 'session-ended' || this.#all.size === 0) return
    const { present, session } = happening
    for (const [seat, places] of this.#places) {
      for (const [to, { place }] of places) {
        if (seat.number === session || to === present.name) place.end()
      }
    }
  }

  close(): void {
    for (const place of this.#all) place.close()
  }

  get #open(): number {
    return this.#all.size + this.#opening
  }

  #place(requester: Requester, to: string, transport: Transport, close: () => void): Place {
    return new Place(requester, to, transport, {
      close,
      ending: () => {
        const places = this.#places.get(requester.seat)
        places?.delete(to)
        if (places?.size === 0) this.#places.delete(requester.seat)
      },
      closed: (place) => this.#all.delete(place),
    })
  }

  #listen(
    requester: Requester,
    to: string,
    calls: CallSide<unknown>,
    options: unknown,
    opened: (place: Place | undefined, port: number) => void,
  ): void {
    const server = createServer({ noDelay: true })
    const place = this.#place(requester, to, 'tcp', () => server.close())
    server.on('connection', (socket) => {
      const isCaller = plainAddress(socket.remoteAddress ?? '') === requester.from
      if (isCaller && !place.full) this.#answer(place, calls, options, socket)
      else socket.destroy()
    })
    settle(server, place, () => server.listen({ host: requester.address, port: 0 }), opened)
  }

  #answer(place: Place, calls: CallSide<unknown>, options: unknown, socket: Socket): void {
    const { limits, from } = place.requester
    const call = this.#call(place, () => socket.destroy())
    call.open((line) => calls.answer(line, options))
    const allowance = allowanceFor(from, limits, performance.now())
    socket.on('data', (bytes) => {
      place.used()
      const said = call.take(bytes)
      if (allowance === undefined) return
      for (let count = 0; count < said; count++) allowance.take()
      const wait = allowance.wait(performance.now())
      if (wait === 0) return
      socket.pause()
      setTimeout(() => socket.resume(), wait)
    })
    socket.on('end', () => call.end())
    socket.on('error', () => call.close())
    socket.on('close', () => call.close())
  }

  #call(place: Place, closed: () => void): Call {
    const call = new Call(place.requester, place.to, this.#surroundings, () => {
      closed()
      place.remove(call)
    })
    place.add(call)
    return call
  }

  #bind(
    requester: Requester,
    to: string,
    calls: CallSide<unknown>,
    options: unknown,
    opened: (place: Place | undefined, port: number) => void,
  ): void {
    const type = isIPv6(requester.address) ? 'udp6' : 'udp4'
    const socket = createSocket({ type, recvBufferSize: DATAGRAMS })
    const place = this.#place(requester, to, 'udp', () => socket.close())
    const callers = new Map<number, Call>()
    socket.on('message', (bytes: Uint8Array, { address, port }: RemoteInfo) => {
      if (plainAddress(address) !== requester.from) return
      place.used()
      const known = callers.get(port)
      if (known !== undefined) {
        known.take(bytes)
        return
      }
      if (place.full) return
      const call = this.#call(place, () => callers.delete(port))
      callers.set(port, call)
      call.open((line) => calls.answer(line, options))
      call.take(bytes)
    })
    settle(socket, place, () => socket.bind({ address: requester.address, port: 0 }), opened)
  }
}

/** Opens a port, and tells which. */
function settle(
  socket: Server | UdpSocket,
  place: Place,
  open: () => void,
  opened: (place: Place | undefined, port: number) => void,
): void {
  let settled = (found: Place | undefined, port: number) => {
    settled = () => {}
    opened(found, port)
  }
  socket.on('error', () => {
    settled(undefined, 0)
    place.close()
  })
  socket.on('listening', () => {
    const address = socket.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    settled(place, port)
  })
  socket.unref()
  open()
}

/** How quickly texts in calls from an address are taken; undefined where that has no limit. */
function allowanceFor(address: string, limits: Limits, now: number): Allowance | undefined {
  const exempt = limits.exemptLoopback && isLoopback(address)
  if (exempt || limits.floodRate === 0) return undefined
  return new Allowance(limits.floodBurst, limits.floodRate, now)
}
