import { connect, type Socket } from 'node:net'
import { memoryPorts } from '@parley/engine'
import { Gateway } from '@parley/server'
import { WebSocket } from 'ws'
import type { FeedRecord, PageMessage, ServerMessage } from '../protocol.ts'
import { WebServer, type WebSettings } from '../web-server.ts'
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
  async cookie(): Promise<string> {
    const response = await this.exchange(this.token)
    const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';')
    return cookie
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
    const socket = new WebSocket(`ws://127.0.0.1:${this.web.port}${path}`, {
      headers: { origin: this.origin, ...headers },
    })
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

/** What a page does with the feed. */
export class FeedClient {
  readonly socket: WebSocket
  readonly messages: ServerMessage[] = []
  #changed: () => void = () => {}

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data) => {
      this.messages.push(JSON.parse(String(data)))
      this.#changed()
    })
  }

  get records(): readonly FeedRecord[] {
    return this.messages.flatMap((one) => (one.kind === 'records' ? one.records : []))
  }

  get missed(): number {
    return this.messages.reduce((sum, one) => sum + (one.kind === 'gap' ? one.count : 0), 0)
  }

  /** Waits until there is what is looked for. */
  async until<Found>(find: () => Found | undefined): Promise<Found> {
    for (;;) {
      const found = find()
      if (found !== undefined) return found
      await new Promise<void>((resolve) => {
        this.#changed = resolve
      })
    }
  }

  hello(): Promise<ServerMessage & { kind: 'hello' }> {
    return this.until(() => this.messages.find((one) => one.kind === 'hello'))
  }

  /** Begins the feed. */
  async resume(after = 0, filter?: PageMessage['filter']): Promise<void> {
    await this.hello()
    const message: PageMessage = {
      kind: 'resume',
      after,
      ...(filter === undefined ? {} : { filter }),
    }
    this.socket.send(JSON.stringify(message))
  }

  /** Waits for a record of that kind; `text`: in its bytes. */
  async record<Kind extends FeedRecord['kind']>(kind: Kind, text = '') {
    return await this.until(() => {
      return this.records.find((one): one is FeedRecord & { kind: Kind } => {
        return one.kind === kind && (!('bytes' in one) || textOf(one.bytes).includes(text))
      })
    })
  }
}

export function textOf(base64: string): string {
  return Buffer.from(base64, 'base64').toString()
}
