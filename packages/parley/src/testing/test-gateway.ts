import type { Dialect } from '@parley/contract'
import { memoryPorts } from '@parley/engine'
import { type Belongings, Gateway } from '@parley/server'
import { discoverFullDialects } from '../discover.ts'
import { type Cut, SocketClient } from './client.ts'

export const dialects = await discoverFullDialects()

/** The dialect’s defaults, without its pace: tests read streams and wait for nothing. */
export function quick(dialect: Dialect): unknown {
  return dialect.options.parse('pace' in dialect.optionNotes ? { pace: 0 } : {})
}

/** A gateway with every dialect on a free port. */
export class TestGateway {
  readonly gateway: Gateway
  readonly #ports: ReadonlyMap<string, number>
  readonly #clients = new Set<SocketClient>()

  private constructor(gateway: Gateway, ports: ReadonlyMap<string, number>) {
    this.gateway = gateway
    this.#ports = ports
  }

  /** `paced`: as a real gateway is, for clients that take one read for one message. */
  static async open({
    paced = false,
    clock = Date.now,
    ...belongings
  }: Belongings & { paced?: boolean } = {}): Promise<TestGateway> {
    const log = (level: string, text: string) => {
      if (level === 'error') throw new Error(text)
    }
    const gateway = new Gateway(memoryPorts(), log, { ...belongings, clock })
    const ports = new Map<string, number>()
    for (const dialect of dialects) {
      const options = paced ? {} : quick(dialect)
      const { port } = await gateway.listen(dialect, { host: '127.0.0.1', port: 0, options })
      ports.set(dialect.name, port)
    }
    return new TestGateway(gateway, ports)
  }

  port(dialect: string): number {
    return this.#ports.get(dialect) ?? 0
  }

  client(dialect: Dialect, cut?: Cut): SocketClient {
    const client = new SocketClient(dialect, quick(dialect), this.port(dialect.name), cut)
    this.#clients.add(client)
    client.socket.on('close', () => this.#clients.delete(client))
    return client
  }

  async user(dialect: Dialect, name: string, cut?: Cut): Promise<SocketClient> {
    const client = this.client(dialect, cut)
    if (!(await client.login(name))) throw new Error(`${name} could not log in`)
    return client
  }

  /** Waits until the gateway has no more than `count` connections. */
  async gone(count: number): Promise<void> {
    while (this.gateway.connections > count) {
      await new Promise<void>((resolve) => {
        this.gateway.tap = ({ kind }) => {
          if (kind === 'closed') setImmediate(resolve)
        }
      })
    }
    this.gateway.tap = undefined
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.socket.destroy()
    await this.gateway.drain(0)
  }
}
