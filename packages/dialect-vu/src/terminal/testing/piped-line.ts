import {
  Malformed,
  NEED_MORE,
  type Splitter,
  type TerminalLine,
  type TerminalSession,
  type Tone,
} from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { dialect } from '../../index.ts'
import { terminal } from '../terminal.ts'

/**
 * Somebody whose lines come through a pipe: each is delivered within the prompt that wants it, and
 * `leave` too once there are no more. `screen` is all that a pipe would show, `failures` what stderr would, `said` all that the
 * server got, `deeds` the rest.
 */
export class PipedLine implements TerminalLine {
  now = 1_000_000
  readonly port = undefined
  screen = ''
  failures = ''
  said = ''
  readonly deeds: string[] = []
  readonly #session: TerminalSession<Reply>
  readonly #options = dialect.options.parse({})
  #splitter: Splitter<Reply> = dialect.client.splitter(this.#options)
  readonly #ahead: string[] = []
  #wanted: 'none' | 'line' = 'none'
  #input: 'open' | 'ended' | 'reported' = 'open'

  constructor() {
    this.#session = terminal.open(this, this.#options)
  }

  /** One with a connection, which is asked for a name. */
  static connected(): PipedLine {
    const line = new PipedLine()
    line.#session.connected()
    return line
  }

  static loggedIn(): PipedLine {
    const line = PipedLine.connected().type('alice').hear('HELLO alice\n')
    line.screen = ''
    line.said = ''
    return line
  }

  type(...lines: readonly string[]): this {
    this.#ahead.push(...lines)
    this.#deliver()
    return this
  }

  /** There is nothing more to type. */
  eof(): this {
    this.#input = 'ended'
    this.#deliver()
    return this
  }

  hear(text: string | Uint8Array): this {
    this.#splitter.push(typeof text === 'string' ? new TextEncoder().encode(text) : text)
    for (;;) {
      const frame = this.#splitter.next(65_536)
      if (frame === NEED_MORE) return this
      if (frame instanceof Malformed) throw new Error('a line is never malformed')
      this.#session.take(frame)
    }
  }

  connect(): this {
    this.#splitter = dialect.client.splitter(this.#options)
    this.#session.connected()
    return this
  }

  /** The server closes. */
  lose(): this {
    this.#session.closed()
    return this
  }

  leave(): this {
    this.#session.leave()
    return this
  }

  later(time: number): this {
    this.now += time
    return this
  }

  wake(): this {
    this.#session.wake(this.now)
    return this
  }

  show(text: string, tone?: Tone): void {
    if (tone === 'failure') this.failures += `${text}\n`
    else this.screen += `${text}\n`
  }

  prompt(words: string, mode?: 'always' | 'secret'): void {
    if (mode === 'always') this.screen += words
    this.#wanted = 'line'
    this.#deliver()
  }

  write(frame: Uint8Array | string): void {
    this.said += String(frame)
  }

  close(): void {
    this.deeds.push('close')
  }

  reconnect(): void {
    this.deeds.push('reconnect')
  }

  end(status: 0 | 1): void {
    this.deeds.push(`end ${status}`)
  }

  wakeAt(time: number): void {
    this.deeds.push(`wake in ${time - this.now}`)
  }

  call(): void {}

  speak(): boolean {
    return false
  }

  hangUp(): boolean {
    return false
  }

  sendFile(): void {}

  #deliver(): void {
    if (this.#wanted === 'none') return
    const line = this.#ahead.shift()
    if (line !== undefined) {
      this.#wanted = 'none'
      this.#session.typed(line)
    } else if (this.#input === 'ended') {
      this.#input = 'reported'
      this.#session.leave()
    }
  }
}
