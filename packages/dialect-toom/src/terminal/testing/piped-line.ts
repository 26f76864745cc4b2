import { Buffer } from 'node:buffer'
import {
  type CallNews,
  Malformed,
  NEED_MORE,
  type Peer,
  type Splitter,
  type TerminalLine,
  type TerminalSession,
  type Tone,
} from '@parley/contract'
import { PickleSplitter } from '@parley/framing'
import type { Reply } from '../../frames.ts'
import { dialect } from '../../index.ts'

/** A reply as a server on a newer Python might write it. */
export function pickled(type: string, body: string): Buffer {
  return Buffer.concat([
    Buffer.from([0x80, 4, 0x7d, 0x28]),
    ...['type', type, 'body', body].map((text) => {
      const length = Buffer.alloc(4)
      length.writeUInt32LE(Buffer.byteLength(text))
      return Buffer.concat([Buffer.of(0x58), length, Buffer.from(text)])
    }),
    Buffer.from('u.'),
  ])
}

export const BANNER = pickled('', 'Successfully connected to server')

/**
 * Somebody whose lines come through a pipe: each is delivered within the prompt that wants it, and
 * `leave` too once there are no more. `screen` has all prompts and texts, `said` a `TYPE|body` for
 * each request, `deeds` the rest.
 */
export class PipedLine implements TerminalLine {
  now = 1_000_000
  readonly port: number | undefined
  readonly screen: string[] = []
  readonly said: string[] = []
  readonly deeds: string[] = []
  #wakeAt = Number.POSITIVE_INFINITY
  readonly #session: TerminalSession<Reply>
  readonly #replies: Splitter<Reply>
  readonly #ahead: string[] = []
  #wanted: 'none' | 'line' = 'none'
  #input: 'open' | 'ended' | 'reported' = 'open'

  constructor(pace: number, port: number | undefined) {
    this.port = port
    const options = dialect.options.parse({ pace })
    this.#replies = dialect.client.splitter(options)
    this.#session = dialect.terminal.open(this, options)
  }

  /** One with a connection, which waits for the server. */
  static connected(pace = 0, port: number | undefined = undefined): PipedLine {
    return new PipedLine(pace, port).connect()
  }

  /** One who has logged in as jess and can type a command. */
  static loggedIn(pace = 0, port: number | undefined = undefined): PipedLine {
    const line = PipedLine.connected(pace, port)
    return line.hear(BANNER).type('jess', '123').reply('LOGIN-A', '').forget()
  }

  forget(): this {
    for (const log of [this.screen, this.said, this.deeds]) log.length = 0
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

  reply(type: string, body: string): this {
    return this.hear(pickled(type, body))
  }

  hear(bytes: Uint8Array): this {
    this.#replies.push(bytes)
    for (;;) {
      const frame = this.#replies.next(65_536)
      if (frame === NEED_MORE) return this
      if (frame instanceof Malformed) throw new Error('the test’s own pickle is malformed')
      this.#session.take(frame)
    }
  }

  called(news: CallNews): this {
    this.#session.called(news)
    return this
  }

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

  wake(): this {
    this.#session.wake(this.now)
    return this
  }

  show(text: string, tone: Tone = 'plain'): void {
    this.screen.push(tone === 'plain' ? text : `${tone}: ${text}`)
  }

  prompt(words: string, mode?: 'always' | 'secret'): void {
    this.screen.push(mode === undefined ? `<${words}>` : `<${words}> ${mode}`)
    this.#wanted = 'line'
    this.#deliver()
  }

  write(frame: Uint8Array | string): void {
    const splitter = new PickleSplitter()
    splitter.push(Buffer.from(frame))
    const request = splitter.next(2048)
    if (request === NEED_MORE || request instanceof Malformed) throw new Error('no pickle')
    this.said.push(`${request.entries.get('type')}|${request.entries.get('body')}`)
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

  sendFile(to: string, { address, port }: Peer, from: string, file: string): void {
    this.deeds.push(`${from} sends ${file} to ${to} at ${address} ${port}`)
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
