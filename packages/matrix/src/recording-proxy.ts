import { connect, createServer, type Server, type Socket } from 'node:net'
import type { CheckLog, Target } from '@parley/kit'
import type { Bell, Passage } from './passage.ts'

const WIRE = 'client'

export interface ProxySettings {
  /** Where the client can only connect to; 0: any that is free. */
  readonly port?: number | undefined
  /**
   * `reset`: a connection that the server has ended is reset. Otherwise the system would keep its port for
   * a minute from a server that does not set SO_REUSEADDR.
   */
  readonly ending?: 'end' | 'reset' | undefined
}

/**
 * Stands between a client and a server: passes on what each says as it comes, ends and resets too,
 * and keeps both.
 */
export class RecordingProxy implements Passage {
  readonly place: Target
  readonly #server: Server
  readonly #relays: Relay[] = []

  private constructor(server: Server, place: Target) {
    this.#server = server
    this.place = place
  }

  /** On a port of this machine, before the server at `target`. */
  static async open(
    target: Target,
    log: CheckLog,
    bell: Bell,
    { port: wanted = 0, ending = 'end' }: ProxySettings = {},
  ): Promise<RecordingProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true })
    const host = '127.0.0.1'
    const port = await new Promise<number>((resolve, reject) => {
      server.once('error', reject)
      server.listen(wanted, host, () => {
        const address = server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    const proxy = new RecordingProxy(server, { host, port })
    server.on('connection', (socket) => {
      proxy.#relays.push(new Relay(socket, { target, log, bell, ending }))
      bell.changed()
    })
    return proxy
  }

  get spokenAt(): number {
    return Math.max(0, ...this.#relays.map((relay) => relay.spokenAt))
  }

  get wasReached(): boolean {
    return this.#relays.length > 0
  }

  /** Whether the client has ended all its connections; false before the first one. */
  get clientIsGone(): boolean {
    return this.wasReached && this.#relays.every((relay) => relay.clientIsGone)
  }

  /** Whether nobody can say anything any more. */
  get isOver(): boolean {
    return (
      this.wasReached && this.#relays.every((relay) => relay.clientIsGone || relay.serverIsGone)
    )
  }

  async close(): Promise<void> {
    for (const relay of this.#relays) relay.cut()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }
}

type Way = { readonly kind: 'sent' | 'came'; readonly who: 'client' | 'server' }

const fromClient: Way = { kind: 'sent', who: 'client' }
const fromServer: Way = { kind: 'came', who: 'server' }

interface RelaySettings {
  readonly target: Target
  readonly log: CheckLog
  readonly bell: Bell
  readonly ending: 'end' | 'reset'
}

class Relay {
  readonly #client: Socket
  readonly #server: Socket
  readonly #settings: RelaySettings
  readonly #gone = new Set<Way['who']>()
  #state: 'open' | 'cut' = 'open'
  /** When something was said last. */
  spokenAt: number

  constructor(client: Socket, settings: RelaySettings) {
    this.#client = client
    this.#settings = settings
    this.spokenAt = settings.log.time
    this.#say('the client has connected')
    this.#server = connect({ ...settings.target, allowHalfOpen: true, noDelay: true })
    this.#pass(fromClient, client, this.#server)
    this.#pass(fromServer, this.#server, client)
  }

  get clientIsGone(): boolean {
    return this.#gone.has('client')
  }

  get serverIsGone(): boolean {
    return this.#gone.has('server')
  }

  /** Whether the end of the connection to the server would keep the port of the server. */
  get #keepsPort(): boolean {
    return this.serverIsGone && this.#settings.ending === 'reset'
  }

  /** Without a word more, and without a record of it. */
  cut(): void {
    this.#state = 'cut'
    this.#client.destroy()
    if (this.#keepsPort) this.#server.resetAndDestroy()
    else this.#server.destroy()
  }

  #pass(way: Way, from: Socket, to: Socket): void {
    from.on('data', (bytes: Buffer) => {
      const { log } = this.#settings
      log.bytes(way.kind, WIRE, bytes)
      this.spokenAt = log.time
      if (to.destroyed || !to.writable) return
      if (!to.write(bytes)) {
        from.pause()
        to.once('drain', () => from.resume())
      }
    })
    from.on('end', () => {
      this.#leave(way.who, `the ${way.who} has ended its side`)
      if (to === this.#server && this.#keepsPort) to.resetAndDestroy()
      else to.end()
    })
    from.on('error', (error) => {
      this.#leave(way.who, `the ${way.who}’s side has failed: ${error.message}`)
      if (!to.destroyed) to.resetAndDestroy()
    })
    from.on('close', () => this.#leave(way.who, `the ${way.who}’s side is closed`))
  }

  #leave(who: Way['who'], words: string): void {
    if (this.#gone.has(who) || this.#state === 'cut') return
    this.#gone.add(who)
    this.#say(words)
  }

  #say(words: string): void {
    const { log, bell } = this.#settings
    log.text('event', WIRE, words)
    bell.changed()
  }
}
