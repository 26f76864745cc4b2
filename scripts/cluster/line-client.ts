import { connect, type Socket } from 'node:net'

/** A connection that asks line by line, and is answered line by line. */
export class LineClient {
  readonly #socket: Socket
  #text = ''
  #isOver = false
  #changed: () => void = () => {}

  constructor(port: number) {
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true })
    this.#socket.on('data', (bytes) => {
      this.#text += bytes.toString('utf8')
      this.#changed()
    })
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => {
      this.#isOver = true
      this.#changed()
    })
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Sends a line and gives the first line that comes and is wanted; undefined: the connection is over. */
  async ask(line: string, isWanted: (line: string) => boolean): Promise<string | undefined> {
    this.#socket.write(`${line}\n`)
    return await this.next(isWanted)
  }

  /** Lines before it are dropped. */
  async next(isWanted: (line: string) => boolean): Promise<string | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n')
      if (end >= 0) {
        const line = this.#text.slice(0, end)
        this.#text = this.#text.slice(end + 1)
        if (isWanted(line)) return line
      } else if (this.#isOver) return undefined
      else {
        await new Promise<void>((resolve) => {
          this.#changed = resolve
        })
      }
    }
  }

  end(): void {
    this.#socket.destroy()
  }
}
