import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { type Dialect, formatAddress } from '@parley/contract'
import { FramePump, type FrameSink } from '@parley/session-host'
import { codeOf, messageOf } from '../errors.ts'
import { tlsTrouble } from './tls-trouble.ts'
import type { Recognise } from './wrong-port.ts'

/** The most bytes of one message of a server that are read. */
const BOUND = 16 * 1024 * 1024

const UNREADABLE = 'What the server says cannot be read: it does not speak this protocol'

/** How long a server may take to answer the call, in milliseconds. */
const TIMEOUT = 10_000

/** Where a server is. */
export interface ServerPlace {
  readonly host: string
  readonly port: number
  /** With it, TLS is spoken. */
  readonly tls?: ClientTls
}

/** Whose certificates are trusted. */
export interface ClientTls {
  /** Certificates as PEM that are trusted; those of the system, if absent. */
  readonly ca?: string
  /** Whether any certificate is taken. */
  readonly isInsecure: boolean
}

export interface ServerConnectionOwner {
  connected(address: string): void
  frame(frame: unknown): void
  /** Bytes as they go over the wire. */
  bytes(direction: 'in' | 'out', bytes: Uint8Array): void
  /** What the server is, by its first bytes, if it is none of this dialect; asked once. */
  recognise: Recognise
  /** The server has closed. `trouble`: it never answered, or cannot be understood. */
  closed(trouble: string | undefined): void
}

/** One connection to a server, read with the dialect's own splitter. */
export class ServerConnection {
  readonly #owner: ServerConnectionOwner
  readonly #frames: FramePump<unknown>
  readonly #unended: Dialect['client']['unended']
  readonly #socket: Socket
  readonly #host: string
  readonly #place: string
  #state: 'connecting' | 'open' | 'over' = 'connecting'
  /** Whether the server's first bytes are known to be of this dialect, or of none that is known. */
  #first: 'due' | 'asked' | 'known' = 'due'
  /** The server has ended its side: it says no more. */
  #hasEnded = false
  /** What the server has left without its end is being completed. */
  #isCompleting = false
  /** Set where the connection has closed while that was asked. */
  #closedMeanwhile = false

  constructor(
    dialect: Dialect,
    options: unknown,
    place: ServerPlace,
    owner: ServerConnectionOwner,
  ) {
    this.#owner = owner
    this.#host = place.host
    this.#place = formatAddress(place.host, place.port)
    this.#frames = new FramePump(dialect.client.splitter(options), this.#sink())
    this.#unended = dialect.client.unended
    this.#socket = connectTo(place)
    this.#socket.setTimeout(TIMEOUT, () => {
      if (this.#state === 'connecting') this.#over(`No answer from ${this.#place}`)
    })
    this.#socket.on(place.tls === undefined ? 'connect' : 'secureConnect', () => {
      if (this.#state !== 'connecting') return
      this.#state = 'open'
      this.#socket.setTimeout(0)
      owner.connected(this.#socket.localAddress ?? '')
    })
    this.#socket.on('data', (bytes) => this.#read(bytes))
    this.#socket.on('end', () => {
      this.#hasEnded = true
      this.#readUnended()
    })
    this.#socket.on('error', (error) => this.#over(this.#trouble(error)))
    this.#socket.on('close', () => this.#over(undefined))
  }

  write(frame: Uint8Array | string): void {
    if (this.#state !== 'open') return
    const bytes = typeof frame === 'string' ? Buffer.from(frame) : frame
    this.#owner.bytes('out', bytes)
    this.#socket.write(bytes)
  }

  /** Sends what was written, then closes; `done` once it has gone out. The owner is not notified. */
  end(done: () => void): void {
    const was = this.#state
    this.#state = 'over'
    this.#socket.once('close', done)
    if (was === 'open') this.#socket.end(() => this.#socket.destroy()).resume()
    else this.#socket.destroy()
  }

  #read(bytes: Buffer): void {
    if (this.#state !== 'open') return
    if (this.#first === 'due') return this.#lookAt(bytes)
    this.#owner.bytes('in', bytes)
    this.#frames.push(bytes)
  }

  #sink(): FrameSink<unknown> {
    const connection = this
    return {
      bound: BOUND,
      get canTake() {
        return connection.#state === 'open'
      },
      take: (frame) => {
        if (this.#isCompleting && this.#unended?.counts(frame) !== true) return
        this.#owner.frame(frame)
      },
      malformed: () => {
        if (!this.#isCompleting) this.#over(UNREADABLE)
      },
    }
  }

  /** The other dialects may have to be loaded: nothing more is read meanwhile. */
  #lookAt(first: Buffer): void {
    const found = this.#owner.recognise(first)
    this.#first = found === undefined ? 'known' : 'asked'
    if (found === undefined) return this.#read(first)
    this.#socket.pause()
    const go = (trouble: string | undefined) => {
      this.#first = 'known'
      if (trouble !== undefined) return this.#over(trouble)
      this.#read(first)
      if (this.#hasEnded) this.#readUnended()
      if (this.#closedMeanwhile) this.#over(undefined)
      else this.#socket.resume()
    }
    found.then(go, () => go(undefined))
  }

  /** What the server has begun to say, and closed. While its first bytes are looked at, they come first. */
  #readUnended(): void {
    if (this.#state !== 'open' || this.#first === 'asked' || this.#unended === undefined) return
    this.#isCompleting = true
    this.#frames.push(Buffer.from(this.#unended.completion))
  }

  #over(trouble: string | undefined): void {
    if (this.#state === 'over') return
    this.#closedMeanwhile = this.#first === 'asked'
    if (this.#closedMeanwhile) return
    this.#state = 'over'
    this.#socket.destroy()
    this.#owner.closed(trouble)
  }

  #trouble(error: unknown): string | undefined {
    if (this.#state !== 'connecting') return undefined
    const tls = tlsTrouble(codeOf(error), this.#place)
    if (tls !== undefined) return tls
    switch (codeOf(error)) {
      case 'ECONNREFUSED':
        return `Nobody listens at ${this.#place}`
      case 'ECONNRESET':
        return `The server at ${this.#place} hung up at once`
      case 'ENOTFOUND':
      case 'EAI_AGAIN':
        return `There is no host ${this.#host}`
      default:
        return `Cannot connect to ${this.#place}: ${messageOf(error)}`
    }
  }
}

function connectTo({ host, port, tls }: ServerPlace): Socket {
  if (tls === undefined) return connect({ host, port, noDelay: true })
  const { ca, isInsecure } = tls
  const trusted = { rejectUnauthorized: !isInsecure, ...(ca === undefined ? {} : { ca }) }
  // A certificate is asked for by name; an address is none.
  const name = isIP(host) === 0 ? { servername: host } : {}
  const socket = connectTls({ host, port, ...name, ...trusted })
  socket.setNoDelay(true)
  return socket
}
