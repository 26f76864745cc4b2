import { connect, type Socket } from 'node:net'
import { memoryPorts } from '@parley/engine'
import { Gateway } from '@parley/server'
import type { WebSocket } from 'ws'
import { WebServer, type WebSettings } from '../web-server.ts'
import { cookieOf, FeedClient, openSocket } from './feed-client.ts'
import { spoken } from './spoken.ts'

const page = new URL('page/', import.meta.url)

/** A gateway with one listener, its page, and clients that end with it. */
export class TestWeb {
  readonly gateway: Gateway
  readonly web: WebServer
  readonly #sockets: { destroy(): void }[] = []

  private constructor(gateway: Gateway, web: WebServer) {
    this.gateway = gateway
    this.web = web
  }

  static async open(settings: Partial<WebSettings> = {}): Promise<TestWeb> {
    const gateway = new Gateway(memoryPorts(), () => {})
    await gateway.listen(spoken, { host: '127.0.0.1', port: 0 })
    const usual = { host: '127.0.0.1', port: 0, page, version: '1.2.3', linger: 0 }
    return new TestWeb(gateway, await WebServer.open(gateway, { ...usual, ...settings }))
  }

  get origin(): string {
    return `http://127.0.0.1:${this.web.port}`
  }

  get token(): string {
    return this.web.url.split('#k=')[1] ?? ''
  }

  /** The cookie of an operator. */
  cookie(): Promise<string> {
    return cookieOf(this.web)
  }

  exchange(token: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(`${this.origin}/session`, {
      method: 'POST',
      headers: { origin: this.origin, ...headers },
      body: JSON.stringify({ token }),
    })
  }

  /** A WebSocket as a page of ours opens it. */
  socket(path: string, headers: Readonly<Record<string, string>> = {}): WebSocket {
    const socket = openSocket(this.web, path, headers)
    this.#sockets.push({ destroy: () => socket.terminate() })
    return socket
  }

  async feed(): Promise<FeedClient> {
    return new FeedClient(this.socket('/feed', { cookie: await this.cookie() }))
  }

  /** A client of the listener. */
  client(): TextClient {
    const client = new TextClient(this.gateway.listeners[0]?.port ?? 0)
    this.#sockets.push(client.socket)
    return client
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await this.gateway.drain(0)
    await this.web.close()
  }
}

/** A TCP client that sends and reads text. */
export class TextClient {
  readonly socket: Socket
  text = ''

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.socket.on('data', (bytes) => {
      this.text += String(bytes)
    })
    this.socket.on('error', () => {})
  }

  send(text: string): this {
    this.socket.write(text)
    return this
  }

  /** Waits for a text, and forgets everything up to it. */
  async expect(text: string): Promise<void> {
    while (!this.text.includes(text)) {
      await new Promise<void>((resolve) => this.socket.once('data', () => resolve()))
    }
    this.text = this.text.slice(this.text.indexOf(text) + text.length)
  }
}

/** The status that a WebSocket is answered with: 101 where it is opened. */
export function statusOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.on('open', () => resolve(101))
    socket.on('error', () => {})
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
  })
}
