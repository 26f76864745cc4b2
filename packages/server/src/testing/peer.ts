import { connect, type Socket } from 'node:net'
import type { CloseReason } from '@parley/contract'
import { memoryPorts, type Ports } from '@parley/engine'
import { type Belongings, Gateway, type Limits } from '../index.ts'
import { type ToyOptions, toy } from './toy.ts'

/** A TCP client that knows nothing of us: it sends bytes and reads bytes. */
export class Peer {
  readonly socket: Socket
  /** All that has come, read as UTF-8. */
  text = ''
  #ended = false
  #waiting: (() => void)[] = []

  /** `to`: a port of this machine, or a socket that connects. */
  constructor(to: number | Socket, host = '127.0.0.1') {
    this.socket =
      typeof to === 'number' ? connect({ port: to, host, noDelay: true, allowHalfOpen: true }) : to
    this.socket.on('data', (bytes) => {
      this.text += bytes.toString('utf8')
      this.#changed()
    })
    for (const ending of ['end', 'close', 'error']) {
      this.socket.on(ending, () => {
        this.#ended = true
        this.#changed()
      })
    }
  }

  #changed(): void {
    for (const go of this.#waiting.splice(0)) go()
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  send(text: string): this {
    this.socket.write(text)
    return this
  }

  /** Waits until all that has come satisfies `done`; fails where the connection ends before. */
  async until(done: (text: string) => boolean): Promise<string> {
    while (!done(this.text)) {
      if (this.#ended) throw new Error(`ended with ${JSON.stringify(this.text)}`)
      await this.#change()
    }
    return this.text
  }

  /** Waits for a text, and forgets everything up to it. */
  async expect(text: string): Promise<void> {
    await this.until((all) => all.includes(text))
    this.text = this.text.slice(this.text.indexOf(text) + text.length)
  }

  /** Waits for the server’s end of the connection; gives all that came. */
  async end(): Promise<string> {
    while (!this.#ended) await this.#change()
    return this.text
  }
}

export interface LogLine {
  readonly level: string
  readonly text: string
}

/** A gateway with one toy listener on a free port, and peers that end with it. */
export class TestGateway {
  readonly log: LogLine[] = []
  readonly gateway: Gateway
  readonly #peers: Peer[] = []
  #port = 0

  private constructor(ports: Ports, belongings: Belongings) {
    const log = (level: string, text: string) => this.log.push({ level, text })
    this.gateway = new Gateway(ports, log, belongings)
  }

  static async open(
    options: ToyOptions = {},
    limits: Partial<Limits> = {},
    ports: Ports = memoryPorts(),
    belongings: Belongings = {},
    dialect: typeof toy = toy,
    port = 0,
  ): Promise<TestGateway> {
    const host = new TestGateway(ports, belongings)
    const listening = { host: '127.0.0.1', port, options, limits }
    const info = await host.gateway.listen(dialect, listening)
    host.#port = info.port
    return host
  }

  get port(): number {
    return this.#port
  }

  async peer(): Promise<Peer> {
    const peer = new Peer(this.#port)
    this.#peers.push(peer)
    await peer.expect('hello')
    await peer.until((text) => text.includes('\n'))
    peer.text = ''
    return peer
  }

  async user(name: string): Promise<Peer> {
    const peer = await this.peer()
    await peer.send(`in ${name}\n`).expect('ok\n')
    return peer
  }

  /** Waits until the gateway has seen the connection close; gives the reason. */
  closing(): Promise<CloseReason> {
    return new Promise((resolve) => {
      const before = this.gateway.tap
      this.gateway.tap = (seen) => {
        before?.(seen)
        if (seen.kind !== 'closed') return
        this.gateway.tap = before
        resolve(seen.reason)
      }
    })
  }

  async close(): Promise<void> {
    for (const peer of this.#peers) peer.socket.destroy()
    await this.gateway.drain(0)
  }
}
