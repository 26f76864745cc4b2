import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { formatAddress, type Peer, type Splitter } from '@parley/contract'
import { MOST_CONNECTIONS } from '../tcp-proxy.ts'
import type { FaultPlan, Sender } from './plan.ts'
import { DirectionPlanner } from './planner.ts'
import type { Direction } from './triggers.ts'
import { struckLine } from './words.ts'

/** What a socket may have left to send before no more is read for it, in bytes. */
export const MOST_UNSENT = 1024 * 1024

/** The longest that a timer of Node waits, in milliseconds. */
const LONGEST_TIMER = 2_147_483_647

export interface FaultProxySettings {
  readonly plan: FaultPlan
  readonly seed: number
  /** Port 0 takes a free one. */
  readonly listen: Place
  readonly target: Place
  /** Of the bytes of a sender, for one connection; undefined where each read is to be a frame. */
  splitter(from: Sender): Splitter<unknown> | undefined
  /** A line for each fault that strikes, and for what goes wrong. */
  log(line: string): void
}

interface Place {
  readonly host: string
  readonly port: number
}

/** A TCP proxy before a server that makes a bad network, as a plan says. */
export class FaultProxy {
  readonly place: Peer
  readonly #server: Server
  readonly #relays = new Set<Relay>()
  #connections = 0

  private constructor(server: Server, place: Peer, settings: FaultProxySettings) {
    this.#server = server
    this.place = place
    server.on('connection', (client) => {
      if (this.#relays.size >= MOST_CONNECTIONS) {
        settings.log(`a connection is refused: ${MOST_CONNECTIONS} are open`)
        client.destroy()
        return
      }
      this.#connections += 1
      const relay: Relay = new Relay(client, this.#connections, settings, () => {
        this.#relays.delete(relay)
      })
      this.#relays.add(relay)
    })
    server.on('error', (error) => settings.log(`cannot accept connections: ${error.message}`))
  }

  /** Rejects where nothing can listen there. */
  static async open(settings: FaultProxySettings): Promise<FaultProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true })
    server.listen(settings.listen)
    await once(server, 'listening')
    const address = server.address()
    const { host, port } = settings.listen
    const place =
      typeof address === 'object' && address !== null ? address : { address: host, port }
    return new FaultProxy(server, place, settings)
  }

  /** Cuts all connections. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const relay of this.#relays) relay.reset()
    await closed
  }
}

/** One connection: a direction each way, and the end of both. */
class Relay {
  readonly #sockets: readonly Socket[]
  readonly #closed: () => void
  #state: 'connecting' | 'open' | 'closed' = 'connecting'

  constructor(
    client: Socket,
    connection: number,
    settings: FaultProxySettings,
    closed: () => void,
  ) {
    const { target, log } = settings
    this.#closed = closed
    const server = connect({ ...target, allowHalfOpen: true, noDelay: true })
    this.#sockets = [client, server]
    const opened = performance.now()
    const flow = (from: Sender, source: Socket, sink: Socket) => {
      const direction = { connection, from, seed: settings.seed }
      const planner = new DirectionPlanner(
        settings.plan,
        direction,
        settings.splitter(from),
        opened,
      )
      return new Flow({ planner, direction, source, sink, log, reset: () => this.reset() })
    }
    const flows = [flow('client', client, server), flow('server', server, client)]
    server.on('connect', () => {
      this.#state = 'open'
      for (const one of flows) one.run()
    })
    for (const [who, socket] of [
      ['client', client],
      ['server', server],
    ] as const) {
      socket.on('error', (error) => {
        if (this.#state === 'closed') return
        const place = formatAddress(target.host, target.port)
        if (this.#state === 'connecting')
          log(`connection ${connection}: cannot reach ${place}: ${error.message}`)
        else log(`connection ${connection}: the ${who} has failed: ${error.message}`)
        this.reset()
      })
      socket.on('close', () => {
        if (this.#sockets.every((one) => one.destroyed)) this.#leave(flows)
      })
    }
  }

  /** Both sides see a connection that is reset. */
  reset(): void {
    this.#state = 'closed'
    for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  #leave(flows: readonly Flow[]): void {
    this.#state = 'closed'
    for (const flow of flows) flow.stop()
    this.#closed()
  }
}

interface FlowParts {
  readonly planner: DirectionPlanner
  readonly direction: Direction
  readonly source: Socket
  readonly sink: Socket
  log(line: string): void
  reset(): void
}

/** The sockets and the timer around the planner of one direction. */
class Flow {
  readonly #parts: FlowParts
  #timer: NodeJS.Timeout | undefined

  constructor(parts: FlowParts) {
    this.#parts = parts
    const { planner, source, sink } = parts
    source.pause()
    source.on('data', (bytes: Buffer) => {
      planner.push(bytes, performance.now())
      this.run()
    })
    source.on('end', () => {
      planner.end(performance.now())
      this.run()
    })
    sink.on('drain', () => this.run())
  }

  /** Does what is due, and waits for what is due next. */
  run(): void {
    const { planner, source, sink } = this.#parts
    const now = performance.now()
    for (const action of planner.take(now)) {
      if (action.kind === 'struck') {
        const { fault, time, unit } = action
        this.#parts.log(struckLine(fault, this.#parts.direction, time, unit))
      } else if (action.kind === 'pass') {
        if (sink.writable) sink.write(action.bytes)
      } else if (action.kind === 'end') {
        if (sink.writable) sink.end()
      } else return this.#parts.reset()
    }
    clearTimeout(this.#timer)
    if (source.destroyed && planner.next === Number.POSITIVE_INFINITY) return
    const wait = Math.ceil(Math.min(LONGEST_TIMER, planner.next - now))
    if (Number.isFinite(planner.next)) this.#timer = setTimeout(() => this.run(), wait)
    const isWanted = planner.wantsBytes(now) && sink.writableLength < MOST_UNSENT
    if (isWanted) source.resume()
    else source.pause()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
