import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import type { Peer } from '@parley/contract'
import { plainAddress } from './admission.ts'
import type { Listening } from './listening.ts'

/** Connections that the kernel holds while the loop is busy. */
export const BACKLOG = 4096

/** A silent peer is asked so often by the system whether it is still there, in milliseconds. */
const KEEP_ALIVE = 60_000

/** Takes connections from the system. */
export class Acceptor {
  readonly #server: Server
  readonly #isTls: boolean

  private constructor(isTls: boolean) {
    this.#isTls = isTls
    this.#server = createServer({
      pauseOnConnect: !isTls,
      allowHalfOpen: true,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE,
    })
  }

  /** Rejects where the address is not to be had. */
  static async open({ host, port, tls }: Listening): Promise<Acceptor> {
    const acceptor = new Acceptor(tls !== undefined)
    const server = acceptor.#server
    server.listen({ host, port, backlog: BACKLOG })
    await once(server, 'listening')
    return acceptor
  }

  /** Where it listens. */
  get place(): Peer {
    const address = this.#server.address()
    if (typeof address === 'object' && address !== null) return address
    return { address: String(address), port: 0 }
  }

  /** `accepted` is given each socket with its peer and the address of ours; `failed`, what goes wrong. */
  begin(
    accepted: (socket: Socket, peer: Peer, address: string) => void,
    failed: (error: Error) => void,
  ): void {
    this.#server.on('connection', (socket) => {
      const { remoteAddress: address = '', remotePort: port = 0, localAddress = '' } = socket
      accepted(socket, { address, port }, plainAddress(localAddress))
    })
    this.#server.on('error', failed)
  }

  /**
   * Takes no more. Without TLS each socket was given away, and the system has closed the port when this
   * resolves; with TLS the server has its sockets until they end, which is not waited for.
   */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    if (!this.#isTls) await closed
  }
}
