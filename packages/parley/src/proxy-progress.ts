import type { ProxyObserver } from '@parley/recording'

/** Between two looks at a terminal, in milliseconds. */
const INTERVAL = 200

/** What a proxy tells its user: on a terminal one line that goes on, and what has gone wrong. */
export class ProxyProgress {
  readonly #stream: NodeJS.WriteStream
  #open = 0
  #all = 0
  #bytes = { in: 0, out: 0 }
  #timer: NodeJS.Timeout | undefined

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  /** An observer that counts, and tells the others: those that are in the list by then. */
  watching(others: readonly ProxyObserver[]): ProxyObserver {
    return {
      opened: (connection, peer, local, upstream) => {
        this.#open += 1
        this.#all += 1
        this.#soon()
        for (const one of others) one.opened(connection, peer, local, upstream)
      },
      passed: (connection, way, bytes) => {
        this.#bytes[way] += bytes.length
        this.#soon()
        for (const one of others) one.passed(connection, way, bytes)
      },
      ended: (connection, by) => {
        for (const one of others) one.ended(connection, by)
      },
      closed: (connection, reason) => {
        this.#open -= 1
        if (reason === 'unreachable') this.say('the server cannot be reached')
        this.#soon()
        for (const one of others) one.closed(connection, reason)
      },
      refused: (open) => this.say(`a connection is refused: ${open} are open`),
    }
  }

  /** One line for the user. */
  say(text: string): void {
    const clear = this.#stream.isTTY ? '\r\u001b[K' : ''
    this.#stream.write(`${clear}parley: ${text}\n`)
  }

  /** Leaves the last state of the line. */
  end(): void {
    clearTimeout(this.#timer)
    if (!this.#stream.isTTY) return
    this.#show()
    this.#stream.write('\n')
  }

  #soon(): void {
    if (!this.#stream.isTTY) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#show()
    }, INTERVAL)
  }

  #show(): void {
    const { in: sent, out } = this.#bytes
    const connections = `${this.#all} connection${this.#all === 1 ? '' : 's'}, ${this.#open} open`
    this.#stream.write(
      `\r\u001b[K${connections}; ${sent} bytes from clients, ${out} from the server`,
    )
  }
}
