import type { Socket } from 'node:net'
import { createServer, type Server, type TLSSocket } from 'node:tls'
import { addressKey } from '@parley/engine'
import type { ConnectionRefusal } from './counts.ts'
import { Tally } from './tally.ts'
import type { ConnectionInfo } from './tap.ts'
import type { TlsIdentity } from './tls-identity.ts'

/** The time that a TLS handshake may take, in milliseconds. */
export const HANDSHAKE_TIME = 10_000

/** TLS handshakes of one listener that may go on at the same time. */
export const MOST_HANDSHAKES = 512

/** The same for one address. */
export const MOST_HANDSHAKES_OF_ADDRESS = 64

/** What OpenSSL says of first bytes that are not of TLS. */
const NOT_TLS: ReadonlySet<unknown> = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_HTTP_REQUEST',
  'ERR_SSL_UNKNOWN_PROTOCOL',
])

const ENDED = ['tls-failed', 'the client ended the TLS handshake'] as const

/** Whom handshakes are made for. */
export interface HandshakeOwner {
  /** What the client says is decrypted from here on. */
  secured(stream: TLSSocket, info: ConnectionInfo): void
  /** The connection is closed. `why`: for the log. */
  failed(info: ConnectionInfo, reason: ConnectionRefusal, why: string): void
}

interface Handshake {
  readonly socket: Socket
  readonly info: ConnectionInfo
  failure: readonly [reason: ConnectionRefusal, why: string]
}

/** The TLS handshakes of one listener, each bounded in time and all of them in number. */
export class Handshakes {
  readonly #owner: HandshakeOwner
  /** Listens nowhere: it is given the connections that were let in. */
  readonly #server: Server
  /** By the address and the port of the peer. */
  readonly #pending = new Map<string, Handshake>()
  readonly #addresses = new Tally()

  /** Throws where the identity cannot be used. `time`: that a handshake may take. */
  constructor(identity: TlsIdentity, owner: HandshakeOwner, time = HANDSHAKE_TIME) {
    this.#owner = owner
    this.#server = createServer({ ...identity, handshakeTimeout: time })
    this.#server.on('secureConnection', (stream) => this.#secured(stream))
    this.#server.on('tlsClientError', (error, stream) => this.#failed(error, stream))
  }

  /** Later handshakes are made with this one. Throws where it cannot be used: then the earlier one stays. */
  renew(identity: TlsIdentity): void {
    this.#server.setSecureContext(identity)
  }

  /** `limited`: whether its address has a bound of its own. */
  begin(socket: Socket, info: ConnectionInfo, limited: boolean): void {
    const address = addressKey(info.peer.address)
    const isCrowded = limited && this.#addresses.count(address) >= MOST_HANDSHAKES_OF_ADDRESS
    if (isCrowded || this.#pending.size >= MOST_HANDSHAKES) {
      socket.destroy()
      this.#owner.failed(info, 'too-many-handshakes', 'too many TLS handshakes at once')
      return
    }
    const place = placeOf(socket)
    const handshake: Handshake = { socket, info, failure: ENDED }
    this.#pending.set(place, handshake)
    this.#addresses.add(address)
    socket.on('error', () => {})
    socket.on('close', () => {
      if (this.#take(place, handshake)) this.#owner.failed(info, ...handshake.failure)
    })
    this.#server.emit('connection', socket)
  }

  /** Ends those that are going on. */
  close(): void {
    for (const { socket } of this.#pending.values()) socket.destroy()
  }

  /** False where it has ended already. */
  #take(place: string, handshake: Handshake): boolean {
    if (this.#pending.get(place) !== handshake) return false
    this.#pending.delete(place)
    this.#addresses.remove(addressKey(handshake.info.peer.address))
    return true
  }

  #secured(stream: TLSSocket): void {
    const place = placeOf(stream)
    const handshake = this.#pending.get(place)
    if (handshake === undefined || !this.#take(place, handshake)) stream.destroy()
    else this.#owner.secured(stream, handshake.info)
  }

  /** The place is not known any more where the peer is gone: then its socket closes by itself. */
  #failed(error: Error, stream: TLSSocket): void {
    stream.on('error', () => {})
    const handshake = this.#pending.get(placeOf(stream))
    if (handshake !== undefined) {
      handshake.failure = failureOf(error)
      handshake.socket.destroy()
    }
    stream.destroy()
  }
}

/** Both ends: a peer may come from one port to several addresses of ours. */
function placeOf({ remoteAddress, remotePort, localAddress }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress}`
}

function failureOf(error: Error): Handshake['failure'] {
  const code = 'code' in error ? error.code : undefined
  if (NOT_TLS.has(code)) return ['no-tls', 'a client without TLS on a port with TLS']
  if (code === 'ERR_TLS_HANDSHAKE_TIMEOUT') {
    return ['tls-timeout', 'no TLS handshake within the time allowed']
  }
  if (code === 'ECONNRESET') return ENDED
  return ['tls-failed', `the TLS handshake failed: ${reasonOf(error)}`]
}

/** `unsupported protocol`, out of OpenSSL’s `…:error:…:SSL routines:…:unsupported protocol:…`. */
function reasonOf({ message }: Error): string {
  return message.split(':')[5] ?? message
}
