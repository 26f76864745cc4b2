import type { Dialect, TerminalLine, TerminalSession, Tone } from '@parley/contract'
import { FramePump } from '@parley/session-host'
import { Entries, type Entry } from './entries.ts'

/** A way to the gateway: bytes out, and what comes back is told to whoever made it. */
export interface Transport {
  send(bytes: Uint8Array): void
  close(): void
}

/** What a transport tells. */
export interface TransportEvents {
  opened(): void
  received(bytes: Uint8Array): void
  closed(): void
}

/** The most bytes of one message of the server. */
const BOUND = 16 * 1024 * 1024

/** The most lines that wait to be prompted for. */
const MOST_TYPED = 100

const encoder = new TextEncoder()

/** What a terminal shows of its dialect, without a screen. */
export interface TerminalOwner {
  readonly now: number
  /** A new connection; its events are for this terminal. */
  connect(events: TransportEvents): Transport
  /** Has `wake` called at a time; a later call replaces an earlier one. */
  wakeAt(time: number): void
  /** There is one entry more. */
  added(entry: Entry): void
  changed(): void
}

/** A person in a browser who speaks a dialect, with the terminal session that `parley chat` has too. */
export class BrowserTerminal implements TerminalLine {
  /** What stands before the next line; undefined where none is asked for. */
  asked: { readonly words: string; readonly isSecret: boolean } | undefined
  state: 'on' | 'over' = 'on'
  /** Calls between clients need ports of their own, which a browser has not. */
  readonly port = undefined
  readonly #dialect: Dialect
  readonly #options: unknown
  readonly #owner: TerminalOwner
  readonly #session: TerminalSession<unknown>
  readonly #typed: string[] = []
  readonly #entries: Entries
  #connection: { readonly transport: Transport } | undefined

  constructor(dialect: Dialect, owner: TerminalOwner) {
    this.#dialect = dialect
    this.#options = dialect.options.parse({})
    this.#owner = owner
    this.#entries = new Entries((entry) => owner.added(entry))
    this.#session = dialect.terminal.open(this, this.#options)
    this.reconnect()
  }

  get now(): number {
    return this.#owner.now
  }

  get entries(): readonly Entry[] {
    return this.#entries.all
  }

  get dropped(): number {
    return this.#entries.dropped
  }

  /** The person has typed a line: it is kept until one is asked for. */
  type(line: string): void {
    if (this.state === 'over') return
    if (this.#typed.length < MOST_TYPED) this.#typed.push(line)
    this.#takeTyped()
  }

  /** The person goes. */
  leave(): void {
    if (this.state === 'on') this.#session.leave()
  }

  wake(): void {
    if (this.state === 'on') this.#session.wake(this.now)
  }

  show(text: string, tone: Tone = 'plain'): void {
    this.#add({ kind: 'shown', text, tone })
  }

  prompt(words: string, mode?: 'always' | 'secret'): void {
    this.asked = { words, isSecret: mode === 'secret' }
    this.#owner.changed()
    this.#takeTyped()
  }

  write(frame: Uint8Array | string): void {
    const connection = this.#connection
    if (connection === undefined) return
    const bytes = typeof frame === 'string' ? encoder.encode(frame) : frame
    this.#add({ kind: 'bytes', from: 'client', bytes })
    connection.transport.send(bytes)
  }

  close(): void {
    const connection = this.#connection
    this.#connection = undefined
    connection?.transport.close()
  }

  reconnect(): void {
    if (this.state === 'over') return
    this.close()
    const pump = new FramePump<unknown>(this.#dialect.client.splitter(this.#options), {
      ...{ bound: BOUND, canTake: true },
      take: (frame) => this.#live(() => this.#session.take(frame)),
      malformed: () => this.end(1),
    })
    const isCurrent = () => this.#connection?.transport === transport
    const transport = this.#owner.connect({
      opened: () => isCurrent() && this.#live(() => this.#session.connected()),
      received: (bytes) => {
        if (!isCurrent()) return
        this.#add({ kind: 'bytes', from: 'server', bytes })
        pump.push(bytes)
      },
      closed: () => {
        if (!isCurrent()) return
        this.#connection = undefined
        this.#live(() => this.#session.closed())
      },
    })
    this.#connection = { transport }
  }

  end(_status: 0 | 1): void {
    if (this.state === 'over') return
    this.state = 'over'
    this.asked = undefined
    this.close()
    this.#owner.changed()
  }

  wakeAt(time: number): void {
    this.#owner.wakeAt(time)
  }

  call(name: string): void {
    this.#session.called({ kind: 'call-failed', name, why: 'a browser cannot call others' })
  }

  speak(): boolean {
    return false
  }

  hangUp(): boolean {
    return false
  }

  sendFile(_to: string, _place: unknown, _from: string, file: string): void {
    this.#session.called({ kind: 'file-failed', file, why: 'unreadable' })
  }

  #takeTyped(): void {
    while (this.asked !== undefined && this.#typed.length > 0) {
      const line = this.#typed.shift() ?? ''
      const { isSecret } = this.asked
      this.asked = undefined
      const text = isSecret ? '*'.repeat(line.length) : line
      this.#add({ kind: 'typed', text, isSecret })
      this.#live(() => this.#session.typed(line))
    }
  }

  #live(act: () => void): void {
    if (this.state === 'on') act()
    this.#owner.changed()
  }

  #add(entry: Entry): void {
    this.#entries.add(entry)
    this.#owner.changed()
  }
}
