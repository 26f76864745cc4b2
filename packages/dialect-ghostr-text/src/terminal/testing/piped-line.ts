import { Buffer } from 'node:buffer'
import { NEED_MORE, type TerminalLine, type TerminalSession } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { dialect } from '../../index.ts'

/** Records all that the terminal shows, sends and does, one entry for each. */
export class PipedLine implements TerminalLine {
  now = 1_700_000_000_000
  readonly port = undefined
  readonly log: string[] = []
  readonly #session: TerminalSession<Reply>
  readonly #options
  #splitter
  #wakeTime = Number.POSITIVE_INFINITY

  constructor(settings: object = {}) {
    this.#options = dialect.options.parse({ pace: 0, ...settings })
    this.#splitter = dialect.client.splitter(this.#options)
    this.#session = dialect.terminal.open(this, this.#options)
  }

  show(text: string, tone = 'plain'): void {
    this.log.push(`${tone}: ${text}`)
  }
  prompt(words: string, mode?: string): void {
    this.log.push(mode === undefined ? `? ${words}` : `? ${words}(${mode})`)
  }
  write(frame: Uint8Array | string): void {
    this.log.push(`> ${frame}`)
  }
  close(): void {
    this.log.push('close')
  }
  reconnect(): void {
    this.log.push('reconnect')
  }
  end(status: 0 | 1): void {
    this.log.push(`end ${status}`)
  }
  wakeAt(time: number): void {
    this.#wakeTime = time
  }
  call(): void {}
  speak(): boolean {
    return false
  }
  hangUp(): boolean {
    return false
  }
  sendFile(): void {}

  /** What has happened since the last look. */
  seen(): string[] {
    return this.log.splice(0)
  }
  connect(): this {
    this.#splitter = dialect.client.splitter(this.#options)
    this.#session.connected()
    return this
  }
  type(...lines: readonly string[]): this {
    for (const line of lines) this.#session.typed(line)
    return this
  }
  hear(bytes: Uint8Array | string): this {
    this.#splitter.push(Buffer.from(bytes))
    for (;;) {
      const reply = this.#splitter.next(65_536)
      if (reply === NEED_MORE || !('kind' in reply)) return this
      this.#session.take(reply)
    }
  }
  lose(): this {
    this.#session.closed()
    return this
  }
  leave(): this {
    this.#session.leave()
    return this
  }
  /** Lets so many milliseconds pass. */
  pass(time: number): this {
    const until = this.now + time
    while (this.#wakeTime <= until) {
      this.now = Math.max(this.now, this.#wakeTime)
      this.#wakeTime = Number.POSITIVE_INFINITY
      this.#session.wake(this.now)
    }
    this.now = until
    return this
  }
}
