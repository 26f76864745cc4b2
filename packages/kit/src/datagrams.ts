import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { DatagramSocket } from '@parley/contract'
import { Changes } from './changes.ts'
import type { CheckLog } from './check-log.ts'
import type { AdaptiveTimeouts } from './timeouts.ts'

const LOOPBACK = '127.0.0.1'

/** The most datagrams that are kept, and the most bytes of them. */
const MOST_COUNT = 2000
const MOST_BYTES = 4 * 1024 * 1024

/** The longest that their end is waited for, in milliseconds. */
const LONGEST = 10_000

/** Between two datagrams that are sent, in milliseconds: a socket keeps few that are not read. */
const BETWEEN = 5

/** A socket of a check for datagrams. */
export class UdpSocket implements DatagramSocket {
  readonly #socket: Socket
  readonly #log: CheckLog
  readonly #timeouts: AdaptiveTimeouts
  readonly #label: string
  readonly #came: Uint8Array[] = []
  readonly #changes = new Changes()
  #bytes = 0

  private constructor(socket: Socket, log: CheckLog, timeouts: AdaptiveTimeouts, label: string) {
    this.#socket = socket
    this.#log = log
    this.#timeouts = timeouts
    this.#label = label
    socket.on('message', (datagram) => this.#take(datagram))
    socket.on('error', () => {})
  }

  static async open(log: CheckLog, timeouts: AdaptiveTimeouts, label: string): Promise<UdpSocket> {
    const socket = createSocket('udp4')
    socket.bind({ address: LOOPBACK, port: 0 })
    await once(socket, 'listening')
    return new UdpSocket(socket, log, timeouts, label)
  }

  get port(): number {
    return this.#socket.address().port
  }

  async send(port: number, datagrams: readonly (Uint8Array | string)[]): Promise<void> {
    for (const datagram of datagrams) {
      const bytes = typeof datagram === 'string' ? new TextEncoder().encode(datagram) : datagram
      this.#log.bytes('sent', this.#label, bytes)
      await new Promise<void>((resolve) => {
        this.#socket.send(bytes, port, LOOPBACK, () => resolve())
      })
      await new Promise((resolve) => setTimeout(resolve, BETWEEN))
    }
  }

  async received(silence: number): Promise<readonly Uint8Array[]> {
    const deadline = this.#log.time + LONGEST
    let count = -1
    while (count < this.#came.length && this.#log.time < deadline) {
      count = this.#came.length
      const until = this.#log.time + (count === 0 ? this.#timeouts.answer : silence)
      while (this.#came.length === count && this.#log.time < until) {
        await this.#changes.next(until - this.#log.time)
      }
    }
    return [...this.#came]
  }

  close(): void {
    this.#socket.close()
  }

  #take(datagram: Uint8Array): void {
    this.#log.bytes('came', this.#label, datagram)
    if (this.#came.length >= MOST_COUNT || this.#bytes + datagram.length > MOST_BYTES) return
    this.#bytes += datagram.length
    this.#came.push(Uint8Array.from(datagram))
    this.#changes.tell()
  }
}
