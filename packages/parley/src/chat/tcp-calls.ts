import { connect, createServer, type Server, type Socket } from 'node:net'
import type { CallSide, Peer } from '@parley/contract'
import { messageOf } from '../errors.ts'
import { type CallOwner, IncomingCall } from './incoming-call.ts'

/** Calls to this client at once. */
const MOST_CALLS = 16

/** Calls over TCP: those that come, and those to others by the name of who is called. */
export class TcpCalls {
  readonly #calls: CallSide<unknown>
  readonly #options: unknown
  readonly #owner: CallOwner
  readonly #folder: string
  readonly #outgoing = new Map<string, Socket>()
  readonly #incoming = new Set<Socket>()
  #server: Server | undefined

  constructor(calls: CallSide<unknown>, options: unknown, owner: CallOwner, folder: string) {
    this.#calls = calls
    this.#options = options
    this.#owner = owner
    this.#folder = folder
  }

  /** Takes calls at the address from now on; gives the port, or undefined where there is none. */
  listen(address: string, then: (port: number | undefined) => void): void {
    const server = createServer((socket) => this.#answer(socket))
    this.#server = server
    server.on('error', () => then(undefined))
    server.listen({ host: address, port: 0 }, () => {
      const place = server.address()
      then(typeof place === 'object' && place !== null ? place.port : undefined)
    })
  }

  call(name: string, { address, port }: Peer): void {
    this.#outgoing.get(name)?.destroy()
    const socket = connect({ host: address, port, noDelay: true })
    this.#outgoing.set(name, socket)
    socket.on('connect', () => this.#owner.called({ kind: 'call-opened', name }))
    socket.on('error', (error) => {
      if (!this.#forget(name, socket)) return
      this.#owner.called({ kind: 'call-failed', name, why: messageOf(error) })
    })
    socket.on('close', () => {
      if (this.#forget(name, socket)) this.#owner.called({ kind: 'call-ended', name })
    })
    socket.resume()
  }

  speak(name: string, from: string, text: string): boolean {
    const socket = this.#outgoing.get(name)
    const speech = this.#calls.speech?.(from, text)
    if (socket === undefined || speech === undefined) return false
    socket.write(speech)
    return true
  }

  hangUp(name: string): boolean {
    const socket = this.#outgoing.get(name)
    if (socket === undefined) return false
    this.#forget(name, socket)
    socket.end()
    return true
  }

  close(): void {
    this.#server?.close()
    for (const socket of this.#incoming) socket.destroy()
    for (const socket of this.#outgoing.values()) socket.end()
    this.#outgoing.clear()
  }

  #forget(name: string, socket: Socket): boolean {
    return this.#outgoing.get(name) === socket && this.#outgoing.delete(name)
  }

  #answer(socket: Socket): void {
    if (this.#incoming.size >= MOST_CALLS) {
      socket.destroy()
      return
    }
    this.#incoming.add(socket)
    const call = new IncomingCall(this.#calls, this.#options, this.#owner, this.#folder, () =>
      socket.destroy(),
    )
    socket.on('data', (bytes) => call.take(bytes))
    socket.on('end', () => call.end())
    socket.on('error', () => call.close())
    socket.on('close', () => this.#incoming.delete(socket))
  }
}
