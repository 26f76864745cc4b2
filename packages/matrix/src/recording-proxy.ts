import { connect, createServer, type Server, type Socket } from 'node:net'
import type { CheckLog, Target } from '@parley/kit'

/** Is notified that something has happened that somebody may wait for. */
export interface Bell {
  changed(): void
  until(isSo: () => boolean, time: number): Promise<void>
}

const WIRE = 'client'

/**
 * Stands between a client and a server: passes on what each says as it comes, ends and resets too,
 * and keeps both.
 */
export class RecordingProxy {
  readonly place: Target
  readonly #server: Server
  readonly #relays: Relay[] = []

  private constructor(server: Server, place: Target) {
    this.#server = server
    this.place = place
  }

  /** On a free port of this machine, before the server at `target`. */
  static async open(target: Target, log: CheckLog, bell: Bell): Promise<RecordingProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true })
    const host = '127.0.0.1'
    const port = await new Promise<number>((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, host, () => {
        const address = server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    const proxy = new RecordingProxy(server, { host, port })
    server.on('connection', (socket) => {
      proxy.#relays.push(new Relay(socket, target, log, bell))
      bell.changed()
    })
    return proxy
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

class Relay {
  readonly #client: Socket
  readonly #server: Socket
  readonly #log: CheckLog
  readonly #bell: Bell
  readonly #gone = new Set<Way['who']>()
  #state: 'open' | 'cut' = 'open'

  constructor(client: Socket, target: Target, log: CheckLog, bell: Bell) {
    this.#client = client
    this.#log = log
    this.#bell = bell
    this.#say('the client has connected')
    this.#server = connect({ ...target, allowHalfOpen: true, noDelay: true })
    this.#pass(fromClient, client, this.#server)
    this.#pass(fromServer, this.#server, client)
  }

  get clientIsGone(): boolean {
    return this.#gone.has('client')
  }

  get serverIsGone(): boolean {
    return this.#gone.has('server')
  }

  /** Without a word more, and without a record of it. */
  cut(): void {
    this.#state = 'cut'
    this.#client.destroy()
    this.#server.destroy()
  }

  #pass(way: Way, from: Socket, to: Socket): void {
    from.on('data', (bytes: Buffer) => {
      this.#log.bytes(way.kind, WIRE, bytes)
      if (to.destroyed || !to.writable) return
      if (!to.write(bytes)) {
        from.pause()
        to.once('drain', () => from.resume())
      }
    })
    from.on('end', () => {
      this.#leave(way.who, `the ${way.who} has ended its side`)
      to.end()
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
    this.#log.text('event', WIRE, words)
    this.#bell.changed()
  }
}
