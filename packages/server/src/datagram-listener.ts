import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import type { DatagramSide, Peer, ServerDialect } from '@parley/contract'
import type { ByteStream } from './adopt-socket.ts'
import { DatagramStream } from './datagram-stream.ts'
import { TokenBucket } from './rate-limiter.ts'

/** Peers of one listener over UDP. */
export const MOST_PEERS = 1024

/** Datagrams of new peers that are looked at, at once and then a second: who sends them can be forged. */
export const NEW_PEERS = { burst: 256, perSecond: 64 } as const

/** What waits for the system to send it, of all peers of a listener, in bytes. */
export const MOST_UNSENT = 4 * 1024 * 1024

/** Below it are services that answer whatever they are sent, and would answer our answers. */
const LEAST_PORT = 1024

/** What the system should hold of datagrams while the loop is busy, in bytes. */
const RECEIVE_BUFFER = 4 * 1024 * 1024

/** What a listener over UDP asks of the gateway. */
export interface DatagramHost {
  /** The first datagram of a peer has come: its stream is a connection, unless the stream is destroyed. */
  welcome(stream: ByteStream, peer: Peer): void
  failed(error: Error): void
  /** Milliseconds from any moment on. */
  elapsed(): number
}

/** The dialect as it is spoken over UDP. */
export function overUdp(dialect: ServerDialect, side: DatagramSide): ServerDialect {
  return { ...dialect, splitter: () => side.splitter(), serve: (line) => side.serve(line) }
}

/** The peers that speak to one UDP port. All datagrams from one address and port are one stream. */
export class DatagramListener {
  readonly #socket: Socket
  readonly #host: DatagramHost
  readonly #peers = new Map<string, DatagramStream>()
  readonly #newPeers: TokenBucket
  #state: 'open' | 'draining' | 'closed' = 'open'

  private constructor(socket: Socket, host: DatagramHost) {
    this.#socket = socket
    this.#host = host
    this.#newPeers = new TokenBucket(NEW_PEERS.burst, NEW_PEERS.perSecond, host.elapsed())
    socket.on('message', (datagram, from) => this.#receive(datagram, from))
    socket.on('error', (error) => host.failed(error))
  }

  /** Rejects where the port is not to be had; port 0 takes a free one. */
  static async open({ address, port }: Peer, host: DatagramHost): Promise<DatagramListener> {
    const type = isIPv6(address) ? 'udp6' : 'udp4'
    const socket = createSocket({ type, recvBufferSize: RECEIVE_BUFFER })
    socket.bind({ address, port })
    await once(socket, 'listening')
    return new DatagramListener(socket, host)
  }

  get port(): number {
    return this.#socket.address().port
  }

  /** Takes no new peers. */
  drain(): void {
    if (this.#state === 'open') this.#state = 'draining'
  }

  close(): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    this.#socket.close()
  }

  #receive(datagram: Uint8Array, { address, port }: RemoteInfo): void {
    if (datagram.length === 0) return
    const key = `${address} ${port}`
    const known = this.#peers.get(key)
    if (known !== undefined) return known.receive(datagram)
    if (this.#state !== 'open' || port < LEAST_PORT || port === this.port) return
    if (this.#peers.size >= MOST_PEERS || this.#newPeers.wait(this.#host.elapsed()) > 0) return
    this.#newPeers.take()
    const stream = new DatagramStream(
      (bytes) => this.#send(bytes, address, port),
      () => this.#peers.delete(key),
    )
    this.#peers.set(key, stream)
    this.#host.welcome(stream, { address, port })
    stream.receive(datagram)
  }

  /** What is too large for a datagram, or too much, is lost, as the network may lose anything. */
  #send(bytes: Uint8Array, address: string, port: number): void {
    if (this.#state === 'closed' || this.#socket.getSendQueueSize() > MOST_UNSENT) return
    this.#socket.send(bytes, port, address, () => {})
  }
}
