import { Malformed, NEED_MORE, type Splitter, type TerminalLine, type Tone } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { dialect } from '../../index.ts'
import { options } from '../../options.ts'

export const STAMP = '2016-03-14T12:34:56'

/** One object of a server. */
export function response(word: string, content: unknown, sender: unknown = 'server'): string {
  return JSON.stringify({ timestamp: STAMP, sender, response: word, content })
}

/**
 * Somebody whose lines come through a pipe: each is delivered within the prompt that wants it, and
 * `leave` comes once there are no more. `screen` has all that is shown, with its tone where it has one,
 * `said` a `word content` for each request, `deeds` the rest.
 */
export class PipedLine implements TerminalLine {
  /** The first minutes of a day that is not that of `STAMP`. */
  now = new Date(2020, 0, 2, 0, 1, 2).getTime()
  readonly port = undefined
  readonly screen: string[] = []
  readonly said: string[] = []
  readonly deeds: string[] = []
  /** What the server answers at once to each request. */
  server: (request: string) => string | undefined = () => undefined
  readonly #session
  readonly #replies: Splitter<Reply>
  readonly #ahead: string[] = []
  #wanted: 'none' | 'line' = 'none'
  #input: 'open' | 'ended' | 'reported' = 'open'
  #wakeAt = Number.POSITIVE_INFINITY

  constructor(settings: object = {}) {
    const parsed = options.parse({ pace: 0, ...settings })
    this.#session = dialect.terminal.open(this, parsed)
    this.#replies = dialect.client.splitter(parsed)
  }

  static connected(settings: object = {}): PipedLine {
    return new PipedLine(settings).connect()
  }

  /** One who has logged in as alice. */
  static loggedIn(settings: object = {}): PipedLine {
    const line = PipedLine.connected(settings).type('login alice').info('Login successful')
    for (const log of [line.screen, line.said, line.deeds]) log.length = 0
    return line
  }

  connect(): this {
    this.#session.connected()
    return this
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
    this.#replies.push(typeof text === 'string' ? new TextEncoder().encode(text) : text)
    for (;;) {
      const frame = this.#replies.next(1_048_576)
      if (frame === NEED_MORE) return this
      if (frame instanceof Malformed) throw new Error('the test’s own object is malformed')
      this.#session.take(frame)
    }
  }

  info(text: unknown): this {
    return this.hear(response('info', text))
  }

  error(text: unknown): this {
    return this.hear(response('error', text))
  }

  message(from: unknown, text: unknown): this {
    return this.hear(response('message', text, from))
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

  /** Time goes by; what wanted to be woken is. */
  pass(time: number): this {
    const until = this.now + time
    while (this.#wakeAt <= until) {
      this.now = Math.max(this.now, this.#wakeAt)
      this.#wakeAt = Number.POSITIVE_INFINITY
      this.#session.wake(this.now)
    }
    this.now = until
    return this
  }

  /** A wake that nobody asked for. */
  wake(): this {
    this.#session.wake(this.now)
    return this
  }

  show(text: string, tone: Tone = 'plain'): void {
    this.screen.push(tone === 'plain' ? text : `${tone}: ${text}`)
  }

  prompt(words: string, mode?: 'always' | 'secret'): void {
    if (words !== '' || mode !== undefined) this.deeds.push(`prompt ${words} ${mode}`)
    this.#wanted = 'line'
    this.#deliver()
  }

  write(frame: Uint8Array | string): void {
    const { request, content } = JSON.parse(String(frame))
    this.said.push(content === null ? request : `${request} ${content}`)
    const answer = this.server(request)
    if (answer !== undefined) this.hear(answer)
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
    this.#wakeAt = time
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
    const line = this.#wanted === 'line' ? this.#ahead.shift() : undefined
    if (line !== undefined) {
      this.#wanted = 'none'
      this.#session.typed(line)
    }
    if (this.#ahead.length === 0 && this.#input === 'ended') {
      this.#input = 'reported'
      this.#session.leave()
    }
  }
}
