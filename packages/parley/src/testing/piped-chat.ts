import { PassThrough } from 'node:stream'
import type { Dialect } from '@parley/contract'
import { Chat } from '../chat/chat.ts'
import type { ClientTls } from '../chat/server-connection.ts'
import { recogniser } from '../chat/wrong-port.ts'
import { dialects, quick } from './test-gateway.ts'

/** Somebody who talks through pipes: what is typed goes in, and all that is shown is kept. */
export class PipedChat {
  /** The exit status, once it is over. */
  readonly ended: Promise<number>
  shown = ''
  /** What it says on stderr. */
  failures = ''
  readonly #input = new PassThrough()
  #changed: (() => void)[] = []

  constructor(
    dialect: Dialect,
    port: number,
    { downloads = '.', tls }: { downloads?: string; tls?: ClientTls } = {},
  ) {
    const { terminal } = dialect
    const output = new PassThrough()
    output.on('data', (bytes) => {
      this.shown += String(bytes)
      for (const go of this.#changed.splice(0)) go()
    })
    const settings = {
      dialect,
      terminal,
      options: quick(dialect),
      host: '127.0.0.1',
      port,
      ...(tls === undefined ? {} : { tls }),
      raw: false,
      downloads,
      recognise: recogniser(dialect, { host: '127.0.0.1', port }, async () => dialects),
    }
    const errors = new PassThrough()
    errors.on('data', (bytes) => {
      this.failures += String(bytes)
    })
    const streams = { input: this.#input, output, errors, mode: 'pipe', colour: false } as const
    this.ended = new Promise((resolve) => {
      new Chat(settings, streams, resolve)
    })
  }

  type(...lines: readonly string[]): this {
    for (const line of lines) this.#input.write(`${line}\n`)
    return this
  }

  /** Waits until a message is shown; asks for it again and again where the dialect has to. */
  async polled({ terminal }: Dialect, text: string): Promise<void> {
    const poll = terminal.phrases.poll
    const asking = poll === undefined ? undefined : setInterval(() => this.type(poll), 20)
    await this.shows(text)
    clearInterval(asking)
  }

  /** There is no more to type. */
  end(): this {
    this.#input.end()
    return this
  }

  /** Waits until what is shown has the text; fails where it ends before. */
  async shows(text: string): Promise<void> {
    let over = false
    void this.ended.then(() => {
      over = true
      for (const go of this.#changed.splice(0)) go()
    })
    while (!this.shown.includes(text)) {
      if (over) throw new Error(`ended with ${JSON.stringify(this.shown)}, without ${text}`)
      await new Promise<void>((resolve) => this.#changed.push(resolve))
    }
  }
}
