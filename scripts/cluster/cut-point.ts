import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A place on the way from one gateway to the broker where connections are cut. */
export class CutPoint {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #isCut = false

  private constructor(port: number) {
    this.#server = createServer((near) => {
      if (this.#isCut) {
        near.destroy()
        return
      }
      const far = connect({ host: '127.0.0.1', port, noDelay: true })
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one)
        one.pipe(other)
        one.on('error', () => other.destroy())
        one.on('close', () => {
          this.#sockets.delete(one)
          other.destroy()
        })
      }
    })
  }

  /** `to`: the broker, as in `nats://127.0.0.1:4222`. */
  static async open(to: string): Promise<CutPoint> {
    const point = new CutPoint(Number(new URL(to).port))
    point.#server.listen(0, '127.0.0.1')
    await once(point.#server, 'listening')
    return point
  }

  get url(): string {
    const address: AddressInfo | string | null = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('it is not open')
    return `nats://127.0.0.1:${address.port}`
  }

  /** All connections end, and none comes about until it is mended. */
  cut(): void {
    this.#isCut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.#isCut = false
  }

  close(): void {
    this.cut()
    this.#server.close()
  }
}
