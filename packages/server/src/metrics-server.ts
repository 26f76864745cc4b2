import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { formatAddress } from '@parley/contract'
import type { Registry } from 'prom-client'
import type { GatewayCounts } from './counts.ts'
import type { Gateway } from './gateway.ts'
import { MOST_READERS, REQUEST_TIME } from './metrics-limits.ts'
import { ProcessMetrics } from './process-metrics.ts'
import { registryOf } from './prometheus.ts'

export interface MetricsSettings {
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** Whether what has to be kept cannot be kept at the moment. */
  readonly hasStoreFailed?: () => boolean
}

/** `/metrics` for Prometheus and `/healthz` for whoever asks whether the gateway serves. */
export class MetricsServer {
  readonly #gateway: Gateway
  readonly #hasStoreFailed: () => boolean
  readonly #process = new ProcessMetrics()
  readonly #registry: Registry
  readonly #host: string
  readonly #http: Server

  private constructor(gateway: Gateway, counts: GatewayCounts, settings: MetricsSettings) {
    const { host, hasStoreFailed = () => false } = settings
    this.#gateway = gateway
    this.#registry = registryOf(gateway, counts, this.#process)
    this.#host = host
    this.#hasStoreFailed = hasStoreFailed
    const times = { headersTimeout: REQUEST_TIME, requestTimeout: REQUEST_TIME }
    this.#http = createServer(times, (request, response) => {
      this.#answer(request, response).catch(() => end(response, 500, 'internal error'))
    })
    this.#http.maxConnections = MOST_READERS
  }

  /** Rejects where the address is not to be had. The gateway must count: `Belongings.counting`. */
  static async open(gateway: Gateway, settings: MetricsSettings): Promise<MetricsServer> {
    const { counts } = gateway
    if (counts === undefined) throw new Error('the gateway does not count')
    const { host, port } = settings
    const server = new MetricsServer(gateway, counts, settings)
    server.#http.listen({ host, port })
    await once(server.#http, 'listening').catch((error: unknown) => {
      server.#process.close()
      throw error
    })
    return server
  }

  get port(): number {
    const address = this.#http.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  /** Where the metrics are read. */
  get url(): string {
    return `http://${formatAddress(this.#host, this.port)}/metrics`
  }

  async close(): Promise<void> {
    const closed = once(this.#http, 'close')
    this.#http.close()
    this.#process.close()
    this.#http.closeAllConnections()
    await closed
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path] = (request.url ?? '').split('?')
    if (path !== '/metrics' && path !== '/healthz') return end(response, 404, 'not found')
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      return end(response, 405, 'method not allowed')
    }
    if (path === '/healthz') return this.#tellHealth(response)
    const text = await this.#registry.metrics()
    response.setHeader('content-type', this.#registry.contentType)
    response.end(text)
  }

  #tellHealth(response: ServerResponse): void {
    if (this.#gateway.isDraining) return end(response, 503, 'draining')
    if (this.#hasStoreFailed()) return end(response, 503, 'store failed')
    end(response, 200, 'ok')
  }
}

function end(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status
  response.setHeader('content-type', 'text/plain; charset=utf-8')
  response.setHeader('cache-control', 'no-store')
  response.end(`${text}\n`)
}
