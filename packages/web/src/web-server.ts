import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, Server as TlsServer } from 'node:https'
import { networkInterfaces } from 'node:os'
import type { Duplex } from 'node:stream'
import { formatAddress, type Peer } from '@parley/contract'
import type { TlsIdentity } from '@parley/server'
import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws'
import { Access } from './access.ts'
import { assetAt, securityHeaders } from './assets.ts'
import { CheckConnections } from './check-connections.ts'
import { CheckSockets, type RunChecks } from './check-socket.ts'
import { Feed } from './feed.ts'
import { fieldsOf, parsed } from './page-message.ts'
import type { DialectInfo, Status } from './protocol.ts'
import type { WatchedGateway } from './watched-gateway.ts'
import type { Redaction } from './wire.ts'

/** The most of one WebSocket message of a browser, in bytes. */
export const MOST_MESSAGE = 64 * 1024

/** The most of a request’s body, in bytes. */
export const MOST_BODY = 4096

/** Connections of browsers, of all kinds together. */
export const MOST_CONNECTIONS = 1024

/** A silent browser is asked so often by the system whether it is still there, in milliseconds. */
const KEEP_ALIVE = 60_000

/** The time that a TLS handshake of a browser may take, in milliseconds. */
export const HANDSHAKE_TIME = 10_000

/** A page that was cut off is waited for so long, in milliseconds. */
const LINGER = 10_000

export interface WebSettings {
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** The folder of the built page. */
  readonly page: URL
  readonly version: string
  /** Further addresses that the page is opened at, as in `https://chat.example.org`. */
  readonly origins?: readonly string[]
  /** Whether visitors without the token may join. */
  readonly guests?: boolean
  readonly redaction?: Redaction
  readonly linger?: number
  /** With it, browsers must speak TLS. */
  readonly tls?: TlsIdentity
  /** If absent, nothing is checked from the page. */
  readonly runChecks?: RunChecks
}

/** The page of a gateway, its feed, and a way to join from a browser. */
export class WebServer {
  readonly #gateway: WatchedGateway
  readonly #settings: WebSettings
  readonly #access = new Access()
  readonly #feed: Feed
  readonly #checks: CheckSockets | undefined
  readonly #http: Server | TlsServer
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_MESSAGE,
    perMessageDeflate: false,
  })

  private constructor(gateway: WatchedGateway, settings: WebSettings) {
    const { version, redaction = 'secrets', linger = LINGER, runChecks } = settings
    this.#gateway = gateway
    this.#settings = settings
    const introduce = () => ({ version, dialects: this.#dialects(), addresses: localAddresses() })
    const checks = new CheckConnections()
    this.#feed = new Feed(gateway, introduce, { redaction, linger, checks })
    const observer = {
      dialled: (from: Peer) => checks.add(from),
      ended: () => {
        this.#feed.settle()
        checks.clear()
      },
    }
    this.#checks = runChecks === undefined ? undefined : new CheckSockets(runChecks, observer)
    const keeping = { keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE }
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      this.#answer(request, response).catch(() => response.destroy())
    }
    const { tls } = settings
    const secure = { ...keeping, ...tls, handshakeTimeout: HANDSHAKE_TIME }
    this.#http = tls === undefined ? createServer(keeping, answer) : createTlsServer(secure, answer)
    this.#http.maxConnections = MOST_CONNECTIONS
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
  }

  /** Rejects where the address is not to be had. */
  static async open(gateway: WatchedGateway, settings: WebSettings): Promise<WebServer> {
    const web = new WebServer(gateway, settings)
    web.#http.listen({ host: settings.host, port: settings.port })
    await once(web.#http, 'listening')
    web.#access.allow([...web.#ownOrigins(), ...(settings.origins ?? []).map(originOf)], web.port)
    return web
  }

  get port(): number {
    const address = this.#http.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  /** Where it listens. */
  get place(): Peer {
    return { address: this.#settings.host, port: this.port }
  }

  /** What an operator opens. A browser does not send what is behind the `#`. */
  get url(): string {
    const { host } = this.#settings
    const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
    return `${this.#scheme}://${formatAddress(name, this.port)}/#k=${this.#access.token}`
  }

  /** Whether browsers must speak TLS. */
  get isSecure(): boolean {
    return this.#http instanceof TlsServer
  }

  get #scheme(): string {
    return this.isSecure ? 'https' : 'http'
  }

  /** Later TLS handshakes are made with this one. */
  renewTls(identity: TlsIdentity): void {
    if (this.#http instanceof TlsServer) this.#http.setSecureContext(identity)
  }

  /** The WebSockets that are open. */
  get sockets(): ReadonlySet<WebSocket> {
    return this.#sockets.clients
  }

  /** Ends what browsers have open, those aside who have joined: the gateway sees to them. */
  async close(): Promise<void> {
    this.#feed.close()
    const closed = once(this.#http, 'close')
    this.#http.close()
    for (const socket of this.#sockets.clients) socket.terminate()
    this.#http.closeAllConnections()
    await closed
  }

  get #tcpListeners() {
    if (this.#gateway.adopt === undefined) return []
    return this.#gateway.listeners.filter(({ transport }) => transport === 'tcp')
  }

  #dialects(): readonly DialectInfo[] {
    return this.#tcpListeners.map(({ dialect, address, port, speaks }) => {
      return { name: dialect, host: address, port, shape: speaks.shape }
    })
  }

  /** The addresses at which this machine is reached where the page listens. */
  #ownOrigins(): readonly string[] {
    const { host } = this.#settings
    const isAny = host === '0.0.0.0' || host === '::'
    const others = isAny ? localAddresses() : [host]
    const names = ['localhost', '127.0.0.1', '::1', ...others]
    return names.map(
      (name) => new URL(`${this.#scheme}://${formatAddress(name, this.port)}`).origin,
    )
  }

  #isGuest(request: IncomingMessage): boolean {
    return this.#settings.guests === true || this.#access.isOperator(request)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    if (!this.#access.isOurs(request)) return refuse(response, 421)
    const path = pathOf(request)
    if (path === '/session') return this.#exchange(request, response)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
    if (path === '/api/status') return json(response, this.#status(request))
    try {
      const asset = await assetAt(this.#settings.page, path)
      if (asset === undefined) return refuse(response, 404)
      response.setHeader('content-type', asset.type)
      response.end(request.method === 'HEAD' ? undefined : asset.bytes)
    } catch {
      response.statusCode = 503
      response.end('The page has not been built: npm run build\n')
    }
  }

  #status(request: IncomingMessage): Status {
    return {
      version: this.#settings.version,
      dialects: this.#dialects(),
      guests: this.#settings.guests === true,
      operator: this.#access.isOperator(request),
      checks: this.#checks !== undefined,
      addresses: localAddresses(),
      ...(this.#gateway.played === undefined ? {} : { recorded: true }),
    }
  }

  /** A token for a cookie. */
  async #exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return refuse(response, 405)
    if (!this.#access.isFromPage(request)) return refuse(response, 403)
    const body = await bodyOf(request)
    if (body === undefined) return refuse(response, 413)
    const { token } = fieldsOf(parsed(body))
    const cookie = typeof token === 'string' ? this.#access.exchange(token, request) : undefined
    if (cookie === undefined) return refuse(response, 401)
    response.setHeader('set-cookie', cookie)
    response.statusCode = 204
    response.end()
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const status = this.#refusal(request)
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, (accepted) => {
      accepted.on('error', () => accepted.terminate())
      this.#open(pathOf(request), accepted, request)
    })
  }

  /** Why a WebSocket is not opened. */
  #refusal(request: IncomingMessage): string | undefined {
    if (!this.#access.isOurs(request)) return '421 Misdirected Request'
    if (!this.#access.isFromPage(request)) return '403 Forbidden'
    const path = pathOf(request)
    if (path.startsWith('/join/')) {
      if (!this.#isGuest(request)) return '401 Unauthorized'
      return this.#joined(path) === undefined ? '404 Not Found' : undefined
    }
    if (path !== '/feed' && path !== '/checks') return '404 Not Found'
    if (!this.#access.isOperator(request)) return '401 Unauthorized'
    return path === '/checks' && this.#checks === undefined ? '404 Not Found' : undefined
  }

  /** The listener of the dialect that is asked for. */
  #joined(path: string) {
    const name = path.slice('/join/'.length)
    return this.#tcpListeners.find(({ dialect }) => dialect === name)
  }

  #open(path: string, socket: WebSocket, request: IncomingMessage): void {
    if (path === '/feed') return this.#feed.add(socket)
    if (path === '/checks') return this.#checks?.add(socket)
    const listener = this.#joined(path)
    if (listener === undefined) return socket.terminate()
    const { remoteAddress = '', remotePort: port = 0, localAddress = '' } = request.socket
    const stream = createWebSocketStream(socket, { allowHalfOpen: true })
    const peer: Peer = { address: remoteAddress, port }
    this.#gateway.adopt?.(listener, stream, peer, localAddress)
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?')[0] ?? '/'
}

function originOf(address: string): string {
  return new URL(address).origin
}

function refuse(response: ServerResponse, status: number): void {
  response.statusCode = status
  response.end()
}

function json(response: ServerResponse, value: object): void {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(value))
}

/** Undefined where it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of request) {
      const bytes = Buffer.from(chunk)
      length += bytes.length
      if (length > MOST_BODY) return undefined
      chunks.push(bytes)
    }
  } catch {
    return undefined
  }
  return Buffer.concat(chunks).toString()
}

/** Of this machine in its local network. */
function localAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? [])
  return all
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map((one) => one.address)
}
