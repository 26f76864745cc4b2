import type { Peer, ServerDialect } from '@parley/contract'
import type { ByteStream } from './adopt-socket.ts'
import type { GatewayCounts } from './counts.ts'
import { DatagramListener, overUdp } from './datagram-listener.ts'
import {
  type ListenerContext,
  type ListenerSettings,
  listenerContext,
  listenerName,
  type SharedContext,
  type SpokenPlace,
} from './listener-context.ts'
import type { OpenListener } from './listening.ts'
import type { ConnectionInfo } from './tap.ts'

/** What listeners ask of the gateway. */
export interface ListenersHost {
  /** A peer has come over UDP to `address`, one of ours. */
  welcome(stream: ByteStream, context: ListenerContext, peer: Peer, address: string): void
  closed(connection: ConnectionInfo, context: ListenerContext): void
}

/** Where dialects are spoken: what the connections of each listener share, and the ports over UDP. */
export class Listeners {
  readonly #shared: SharedContext
  readonly #counts: GatewayCounts | undefined
  readonly #host: ListenersHost
  readonly #contexts = new Map<OpenListener, ListenerContext>()
  readonly #datagrams: DatagramListener[] = []

  constructor(shared: SharedContext, counts: GatewayCounts | undefined, host: ListenersHost) {
    this.#shared = shared
    this.#counts = counts
    this.#host = host
  }

  /** In the order in which they were opened. */
  get open(): readonly OpenListener[] {
    return [...this.#contexts.keys()]
  }

  contextOf(listener: OpenListener): ListenerContext | undefined {
    return this.#contexts.get(listener)
  }

  add(speaks: ServerDialect, settings: ListenerSettings, place: SpokenPlace): ListenerContext {
    const { name: dialect } = speaks
    const { options, limits } = settings
    const name = listenerName(dialect, place)
    const context: ListenerContext = listenerContext({
      ...this.#shared,
      ...settings,
      name,
      port: place.port,
      dialect: speaks,
      transport: place.transport,
      counts: this.#counts?.of(dialect),
      closed: (connection) => this.#host.closed(connection, context),
    })
    const { frameBeforeLogin } = limits
    this.#contexts.set({ ...place, dialect, name, speaks, options, frameBeforeLogin }, context)
    return context
  }

  /** Gives the port, where the dialect is spoken over UDP too. Rejects where it is not to be had. */
  async openUdp(
    dialect: ServerDialect,
    settings: ListenerSettings,
    address: string,
  ): Promise<number | undefined> {
    const side = dialect.datagrams?.(settings.options)
    if (side === undefined) return undefined
    const { turn, log } = this.#shared
    const listener = await DatagramListener.open(
      { address, port: side.port },
      {
        welcome: (stream, peer) => {
          turn.begin()
          this.#host.welcome(stream, context, peer, address)
        },
        failed: (error) => log('error', `${context.name}: ${error.message}`),
        elapsed: () => turn.elapsed,
      },
    )
    const { port } = listener
    const place: SpokenPlace = { address, port, transport: 'udp', tls: false }
    const context = this.add(overUdp(dialect, side), settings, place)
    this.#datagrams.push(listener)
    return port
  }

  /** Takes no new peers over UDP. */
  drain(): void {
    for (const listener of this.#datagrams) listener.drain()
  }

  /** Nothing is sent over UDP any more. */
  close(): void {
    for (const listener of this.#datagrams) listener.close()
  }
}
