import {
  type CallNews,
  type ClientSide,
  Malformed,
  NEED_MORE,
  type Peer,
  type Splitter,
  type TerminalLine,
  type TerminalSession,
  type TerminalSide,
  type Tone,
} from '@parley/contract'

/** The most bytes of one of the server's frames that are read here. */
const BOUND = 8 * 1024 * 1024

/** What of a dialect is needed. */
interface Sides<Reply, Options> {
  readonly options: { parse(input: unknown): Options }
  readonly client: Pick<ClientSide<Reply, Options>, 'splitter'>
  readonly terminal: Pick<TerminalSide<Reply, Options>, 'open'>
}

/**
 * The host of a terminal under test: a person whose lines come through a pipe, and a server that says
 * what the test gives it. Each line is delivered within the prompt that wants it, and `leave` once
 * there are no more. `deeds` has all that the terminal does, one entry for each; a dialect whose tests
 * look at texts or requests apart overrides `show`, `prompt` or `write`.
 */
export class PipedLine<Reply, Options> implements TerminalLine {
  now = 1_000_000
  port: number | undefined = undefined
  readonly deeds: string[] = []
  /** Whether the end of the input is told as soon as it is reached, and not only to a prompt. */
  protected readonly leavesUnprompted: boolean = false
  protected readonly session: TerminalSession<Reply>
  readonly #newSplitter: () => Splitter<Reply>
  #splitter: Splitter<Reply>
  readonly #ahead: string[] = []
  #wanted: 'none' | 'line' = 'none'
  #input: 'open' | 'ended' | 'reported' = 'open'
  #wakeTime = Number.POSITIVE_INFINITY

  constructor({ options, client, terminal }: Sides<Reply, Options>, settings: object = {}) {
    const parsed = options.parse(settings)
    this.#newSplitter = () => client.splitter(parsed)
    this.#splitter = this.#newSplitter()
    this.session = terminal.open(this, parsed)
  }

  /** What has been done since the last look. */
  seen(): string[] {
    return this.deeds.splice(0)
  }

  /** A connection is there; what came over the one before is forgotten. */
  connect(): this {
    this.#splitter = this.#newSplitter()
    this.session.connected()
    return this
  }

  type(...lines: readonly string[]): this {
    this.#ahead.push(...lines)
    this.#deliver()
    return this
  }

  /** Lines that nobody prompted for. */
  blurt(...lines: readonly string[]): this {
    for (const line of lines) this.session.typed(line)
    return this
  }

  /** There is nothing more to type. */
  eof(): this {
    this.#input = 'ended'
    this.#deliver()
    return this
  }

  hear(bytes: Uint8Array | string): this {
    this.#splitter.push(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes)
    for (;;) {
      const reply = this.#splitter.next(BOUND)
      if (reply === NEED_MORE) return this
      if (reply instanceof Malformed) throw new Error('what the test says is malformed')
      this.session.take(reply)
    }
  }

  called(news: CallNews): this {
    this.session.called(news)
    return this
  }

  /** The server closes. */
  lose(): this {
    this.session.closed()
    return this
  }

  leave(): this {
    this.session.leave()
    return this
  }

  /** So many milliseconds go by; what wanted to be woken is. */
  pass(time: number): this {
    const until = this.now + time
    while (this.#wakeTime <= until) {
      this.now = Math.max(this.now, this.#wakeTime)
      this.#wakeTime = Number.POSITIVE_INFINITY
      this.session.wake(this.now)
    }
    this.now = until
    return this
  }

  /** A wake that nobody asked for. */
  wake(): this {
    this.session.wake(this.now)
    return this
  }

  show(text: string, tone: Tone = 'plain'): void {
    this.deeds.push(`${tone}: ${text}`)
  }

  prompt(words: string, mode?: 'always' | 'secret'): void {
    this.deeds.push(mode === undefined ? `? ${words}` : `? ${words}(${mode})`)
    this.want()
  }

  write(frame: Uint8Array | string): void {
    this.deeds.push(`> ${frame}`)
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
    this.#wakeTime = time
  }

  call(name: string, { address, port }: Peer): void {
    this.deeds.push(`call ${name} ${address}:${port}`)
  }

  speak(_name: string, _from: string, _text: string): boolean {
    return false
  }

  hangUp(_name: string): boolean {
    return false
  }

  sendFile(to: string, { address, port }: Peer, from: string, file: string): void {
    this.deeds.push(`${from} sends ${file} to ${to} at ${address} ${port}`)
  }

  /** Whether a line was prompted for and has not been typed. */
  protected get isWanted(): boolean {
    return this.#wanted === 'line'
  }

  /** A line is prompted for. */
  protected want(): void {
    this.#wanted = 'line'
    this.#deliver()
  }

  #deliver(): void {
    const line = this.isWanted ? this.#ahead.shift() : undefined
    if (line !== undefined) {
      this.#wanted = 'none'
      this.session.typed(line)
    }
    if (this.#input !== 'ended' || this.#ahead.length > 0) return
    if (!this.isWanted && !this.leavesUnprompted) return
    this.#input = 'reported'
    this.session.leave()
  }
}
