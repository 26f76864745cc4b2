import { Duplex } from 'node:stream'

/** Datagrams of one peer that wait to be read. */
export const MOST_WAITING_DATAGRAMS = 256
/** Their bytes. */
export const MOST_WAITING_BYTES = 256 * 1024

/**
 * The datagrams of one peer, for a connection: each read is one datagram, and each write becomes one.
 * What comes while too much waits is lost.
 */
export class DatagramStream extends Duplex {
  readonly #send: (bytes: Uint8Array) => void
  readonly #closed: () => void
  #waiting: Uint8Array[] = []
  #length = 0
  #isWanted = false

  constructor(send: (bytes: Uint8Array) => void, closed: () => void) {
    super({ readableObjectMode: true, readableHighWaterMark: 1 })
    this.#send = send
    this.#closed = closed
  }

  /** The peer has sent it. */
  receive(datagram: Uint8Array): void {
    if (this.destroyed || this.#waiting.length >= MOST_WAITING_DATAGRAMS) return
    if (this.#length + datagram.length > MOST_WAITING_BYTES) return
    this.#waiting.push(datagram)
    this.#length += datagram.length
    this.#give()
  }

  override _read(): void {
    this.#isWanted = true
    this.#give()
  }

  override _write(bytes: Uint8Array, _encoding: BufferEncoding, done: () => void): void {
    this.#send(bytes)
    done()
  }

  /** Nothing is to be said any more, and over UDP nothing tells the peer so. */
  override _final(done: () => void): void {
    done()
    this.destroy()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#waiting = []
    this.#closed()
    done(error)
  }

  #give(): void {
    while (this.#isWanted) {
      const datagram = this.#waiting.shift()
      if (datagram === undefined) return
      this.#length -= datagram.length
      this.#isWanted = this.push(datagram)
    }
  }
}
