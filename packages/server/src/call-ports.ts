import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram'
import { createServer, isIPv6, type Server, type Socket } from 'node:net'
import type { CallSide, CloseReason, Peer } from '@parley/contract'
import { plainAddress } from './admission.ts'
import { Call, type CallSurroundings } from './call.ts'
import { Place, type PlaceHost, type Requester } from './call-place.ts'
import type { ConnectionTap } from './connection-tap.ts'

/** What the system should hold of datagrams while the loop is busy, in bytes. */
const DATAGRAMS = 4 * 1024 * 1024

/** A silent caller is asked so often by the system whether it is still there, in milliseconds. */
const KEEP_ALIVE = 60_000

/** A place that is wanted: for whom, to whom, and how calls there are answered. */
export interface Wanted {
  readonly requester: Requester
  readonly to: string
  readonly calls: CallSide<unknown>
  readonly options: unknown
}

type Opened = (place: Place | undefined, port: number) => void

/** Makes the ports at which calls are taken. */
export class CallPorts {
  readonly #surroundings: CallSurroundings

  constructor(surroundings: CallSurroundings) {
    this.#surroundings = surroundings
  }

  /** `host.close` is called besides the closing of the port. */
  open(wanted: Wanted, host: PlaceHost, opened: Opened): void {
    if (wanted.calls.transport === 'tcp') this.#listen(wanted, host, opened)
    else this.#bind(wanted, host, opened)
  }

  /** The port is closed as soon as the caller has connected. */
  #listen(wanted: Wanted, host: PlaceHost, opened: Opened): void {
    const { requester, to } = wanted
    const server = createServer({
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE,
    })
    const place = new Place(requester, to, 'tcp', {
      ...host,
      close: () => server.close(),
      ending: (ending) => {
        server.close()
        host.ending(ending)
      },
    })
    server.on('connection', (socket) => {
      const isCaller = plainAddress(socket.remoteAddress ?? '') === requester.from
      if (isCaller && place.free) this.#answer(place, wanted, socket)
      else socket.destroy()
    })
    settle(server, place, () => server.listen({ host: requester.address, port: 0 }), opened)
  }

  #answer(place: Place, wanted: Wanted, socket: Socket): void {
    const { flood } = wanted.requester
    const { remotePort = 0, localAddress = '', localPort = 0 } = socket
    const watch = this.#watch(wanted, remotePort, {
      address: plainAddress(localAddress),
      port: localPort,
    })
    let reason: CloseReason = 'logout'
    const call = this.#call(place, wanted, () => {
      socket.destroy()
      watch.closed(reason)
    })
    socket.on('data', (bytes) => {
      this.#surroundings.turn.begin()
      watch.bytesIn(bytes)
      const said = call.take(bytes)
      if (flood === undefined) return
      flood.read(bytes.length)
      for (let count = 0; count < said; count++) flood.tookCommand()
      const wait = flood.wait(this.#surroundings.turn.elapsed)
      if (wait === 0) return
      socket.pause()
      setTimeout(() => socket.resume(), wait).unref()
    })
    socket.on('end', () => {
      reason = 'peer-ended'
      call.end()
    })
    socket.on('error', () => {
      reason = 'peer-reset'
      call.close()
    })
    socket.on('close', () => call.close())
  }

  #bind(wanted: Wanted, host: PlaceHost, opened: Opened): void {
    const { requester, to } = wanted
    const type = isIPv6(requester.address) ? 'udp6' : 'udp4'
    const socket = createSocket({ type, recvBufferSize: DATAGRAMS })
    const place = new Place(requester, to, 'udp', { ...host, close: () => socket.close() })
    let current:
      | { readonly call: Call; readonly port: number; readonly watch: ConnectionTap }
      | undefined
    socket.on('message', (bytes: Uint8Array, { address, port }: RemoteInfo) => {
      if (plainAddress(address) !== requester.from) return
      if (current !== undefined && current.port !== port) return current.call.interrupted()
      if (current === undefined && !place.free) return
      place.used()
      if (current === undefined) {
        const watch = this.#watch(wanted, port, socket.address())
        const call = this.#call(place, wanted, () => {
          current = undefined
          watch.closed('peer-ended')
        })
        current = { port, call, watch }
      }
      this.#surroundings.turn.begin()
      current.watch.bytesIn(bytes)
      current.call.take(bytes)
    })
    settle(socket, place, () => socket.bind({ address: requester.address, port: 0 }), opened)
  }

  #watch({ requester, calls }: Wanted, port: number, { address, port: own }: Peer): ConnectionTap {
    const { connection: of, from } = requester
    const { transport } = calls
    const peer = { address: from, port }
    const local = { address, port: own }
    return this.#surroundings.watch.begin({ of, transport, peer, local })
  }

  #call(place: Place, { requester, to, calls, options }: Wanted, closed: () => void): Call {
    const call = new Call(requester, to, this.#surroundings, () => {
      closed()
      place.over()
    })
    place.begin(call)
    call.open((line) => calls.answer(line, options))
    return call
  }
}

/** Opens a port, and tells which. */
function settle(socket: Server | UdpSocket, place: Place, open: () => void, opened: Opened): void {
  let settled: Opened = (found, port) => {
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
