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
import { BANNER, COMPOSE } from './wire.ts'

/** The most bytes of one of the server's lines that are read here. */
const BOUND = 8 * 1024 * 1024

/**
 * Somebody whose lines come through a pipe: each is delivered within the prompt that wants it, and
 * `leave` too once there are no more. `screen` is all that a pipe would show, `tones` how, `said`
 * all that the server got, `deeds` the rest.
 */
export class PipedLine implements TerminalLine {
  now = 1_000_000
  readonly port = undefined
  screen = ''
  said = ''
  tones: Tone[] = []
  prompts = 0
  readonly deeds: string[] = []
  readonly #session: TerminalSession<Reply>
  readonly #splitter: Splitter<Reply>
  readonly #ahead: string[] = []
  #wakeAt = Number.POSITIVE_INFINITY
  #wanted: 'none' | 'line' = 'none'
  #input: 'open' | 'ended' | 'reported' = 'open'

  constructor(settings: Readonly<Record<string, unknown>> = {}) {
    const options = dialect.options.parse(settings)
    this.#splitter = dialect.client.splitter(options)
    this.#session = terminal.open(this, options)
  }

  /** One whom the server has greeted, with nothing of that on the screen. */
  static greeted(settings: Readonly<Record<string, unknown>> = {}): PipedLine {
    return new PipedLine(settings).connect().hear(BANNER).forget()
  }

  static loggedIn(settings: Readonly<Record<string, unknown>> = {}): PipedLine {
    return PipedLine.greeted(settings).type('LOGIN bob').hear('> OK - Hello bob\n').forget()
  }

  /** One who has begun a message to ann. */
  static composing(settings: Readonly<Record<string, unknown>> = {}): PipedLine {
    const line = PipedLine.loggedIn(settings).type('MESSAGE ann')
    return line.hear(COMPOSE).forget()
  }

  forget(): this {
    this.screen = ''
    this.said = ''
    this.tones = []
    return this
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
    this.#splitter.push(typeof text === 'string' ? new TextEncoder().encode(text) : text)
    for (;;) {
      const frame = this.#splitter.next(BOUND)
      if (frame === NEED_MORE) return this
      if (frame instanceof Malformed) throw new Error('a line is never malformed')
      this.#session.take(frame)
    }
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

  /** A line that nobody prompted for. */
  blurt(text: string): this {
    this.#session.typed(text)
    return this
  }

  /** Wakes the session though it did not ask for it. */
  disturb(): this {
    this.#session.wake(this.now)
    return this
  }

  /** Time goes by, in milliseconds; what wanted to be woken is. */
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

  show(text: string, tone: Tone = 'plain'): void {
    this.screen += `${text}\n`
    this.tones.push(tone)
  }

  prompt(words: string, mode?: 'always' | 'secret'): void {
    if (this.#wanted === 'line') throw new Error('a line is prompted for twice')
    if (mode === 'always') this.screen += words
    this.prompts += 1
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
    this.#wakeAt = time
  }

  call(): void {
    this.deeds.push('call')
  }

  speak(): boolean {
    return false
  }

  hangUp(): boolean {
    return false
  }

  sendFile(): void {
    this.deeds.push('send a file')
  }

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
