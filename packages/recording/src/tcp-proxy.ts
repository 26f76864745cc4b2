import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { Peer } from '@parley/contract'
import type { ProxyReason } from './event.ts'

/** What happens at one connection through a proxy, in order. */
export interface ProxyObserver {
  /** `upstream`: the proxy’s end of its connection to the server; undefined where there is none. */
  opened(connection: number, peer: Peer, local: Peer, upstream: Peer | undefined): void
  /** Right before they are passed on. The bytes are the proxy’s: who keeps them copies them. */
  passed(connection: number, way: 'in' | 'out', bytes: Uint8Array): void
  /** One side has ended its direction. */
  ended(connection: number, by: 'client' | 'server'): void
  closed(connection: number, reason: ProxyReason): void
  /** A connection was closed unseen, since so many are open; it has no number. */
  refused?(open: number): void
}

/** Connections through a proxy at once; further ones are closed. */
export const MOST_CONNECTIONS = 1000

export interface ProxyPlaces {
  /** Where clients connect; port 0 takes a free one. */
  readonly listen: { readonly host: string; readonly port: number }
  /** The server that is stood before. */
  readonly target: { readonly host: string; readonly port: number }
  /** So many connections at once (`MOST_CONNECTIONS`). */
  readonly most?: number
}

/**
 * Stands before a server and passes on everything unchanged: bytes as they come, the end of one
 * direction, and resets. Where one side does not read, the other is not read either.
 */
export class TcpProxy {
  readonly place: Peer
  readonly #server: Server
  readonly #relays = new Set<Relay>()

  private constructor(server: Server, place: Peer) {
    this.#server = server
    this.place = place
  }

  /** Rejects with the system’s error where it cannot listen. */
  static async open(
    { listen, target, most = MOST_CONNECTIONS }: ProxyPlaces,
    observer: ProxyObserver,
  ): Promise<TcpProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true })
    server.listen(listen.port, listen.host)
    await once(server, 'listening')
    const place = server.address()
    const { address, port } = typeof place === 'object' && place ? place : { address: '', port: 0 }
    const proxy = new TcpProxy(server, { address, port })
    let count = 0
    server.on('connection', (socket) => {
      if (proxy.#relays.size >= most) {
        socket.destroy()
        observer.refused?.(most)
        return
      }
      count += 1
      const relay = new Relay(count, socket, target, observer, () => proxy.#relays.delete(relay))
      proxy.#relays.add(relay)
    })
    return proxy
  }

  /** Accepts nobody more, and cuts off whoever is left. */
  async close(): Promise<void> {
    for (const relay of this.#relays) relay.stop()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }
}

type Who = 'client' | 'server'

/** One connection of a client with that to the server. */
class Relay {
  readonly #number: number
  readonly #client: Socket
  readonly #server: Socket
  readonly #peer: Peer
  readonly #local: Peer
  readonly #observer: ProxyObserver
  readonly #over: () => void
  readonly #open = new Set<Who>(['client', 'server'])
  #state: 'connecting' | 'open' | 'closed' = 'connecting'

  constructor(
    number: number,
    client: Socket,
    target: ProxyPlaces['target'],
    observer: ProxyObserver,
    over: () => void,
  ) {
    this.#number = number
    this.#client = client
    this.#observer = observer
    this.#over = over
    this.#peer = { address: client.remoteAddress ?? '', port: client.remotePort ?? 0 }
    this.#local = { address: client.localAddress ?? '', port: client.localPort ?? 0 }
    this.#server = connect({ ...target, allowHalfOpen: true, noDelay: true })
    this.#server.once('connect', () => {
      const { localAddress: address = '', localPort: port = 0 } = this.#server
      this.#begin({ address, port })
      client.resume()
    })
    this.#pass('client', client, this.#server)
    this.#pass('server', this.#server, client)
    client.pause()
  }

  /** The client is read from the moment on at which the server is there. */
  #begin(upstream: Peer | undefined): void {
    if (this.#state !== 'connecting') return
    this.#state = 'open'
    this.#observer.opened(this.#number, this.#peer, this.#local, upstream)
  }

  stop(): void {
    this.#close('stopped')
    this.#client.destroy()
    this.#server.destroy()
  }

  #pass(who: Who, from: Socket, to: Socket): void {
    const way = who === 'client' ? 'in' : 'out'
    from.on('data', (bytes: Buffer) => {
      if (this.#state === 'closed') return
      this.#observer.passed(this.#number, way, bytes)
      if (to.write(bytes)) return
      from.pause()
      to.once('drain', () => from.resume())
    })
    from.on('end', () => {
      if (this.#state === 'closed') return
      this.#observer.ended(this.#number, who)
      to.end()
    })
    from.on('error', (error) => {
      // A server that accepts and resets at once is there.
      const isReset = 'code' in error && error.code === 'ECONNRESET'
      const isUnreachable = who === 'server' && this.#state === 'connecting' && !isReset
      this.#close(isUnreachable ? 'unreachable' : `${who}-reset`)
      to.resetAndDestroy()
    })
    from.on('close', () => {
      this.#open.delete(who)
      if (this.#open.size === 0) this.#close('ended')
    })
  }

  #close(reason: ProxyReason): void {
    if (this.#state === 'closed') return
    this.#begin(undefined)
    this.#state = 'closed'
    this.#observer.closed(this.#number, reason)
    this.#over()
  }
}
