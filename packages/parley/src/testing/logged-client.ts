import type { Dialect } from '@parley/contract'
import { SocketClient } from './client.ts'

/** Everything that goes over one client's wire, noted by the client itself. */
export class LoggedClient {
  readonly client: SocketClient
  #sent: Buffer[] = []
  #read: Buffer[] = []

  constructor(dialect: Dialect, port: number) {
    const options = dialect.options.parse({})
    this.client = new SocketClient(dialect, options, port, (bytes) => {
      this.#sent.push(bytes)
      return [bytes]
    })
    this.client.socket.on('data', (bytes) => this.#read.push(bytes))
  }

  /** What was sent and read since this was asked last, in hex. */
  take(): { readonly sent: string; readonly read: string } {
    const taken = {
      sent: Buffer.concat(this.#sent).toString('hex'),
      read: Buffer.concat(this.#read).toString('hex'),
    }
    this.#sent = []
    this.#read = []
    return taken
  }
}
