import type {
  CallNews,
  Dialect,
  Peer,
  TerminalLine,
  TerminalSession,
  TerminalSide,
  Tone,
} from '@parley/contract'
import { helpText } from './help-text.ts'
import { Keyboard, type TerminalStreams } from './keyboard.ts'
import { showRaw } from './raw.ts'
import { type ClientTls, ServerConnection } from './server-connection.ts'
import { TcpCalls } from './tcp-calls.ts'
import { UdpFiles } from './udp-files.ts'
import type { Recognise } from './wrong-port.ts'

/** Whom to talk to, in which dialect, and how it is shown. */
export interface ChatSettings {
  readonly dialect: Dialect
  readonly terminal: TerminalSide<unknown, unknown>
  readonly options: unknown
  readonly host: string
  readonly port: number
  /** With it, TLS is spoken; calls between clients have none. */
  readonly tls?: ClientTls
  /** Shows the bytes both ways beside the text. */
  readonly raw: boolean
  /** Where files go that others send. */
  readonly downloads: string
  /** Where files are that are sent; the folder in which the program was started, if it is not said. */
  readonly uploads?: string
  /** Absent: whatever the server says is taken for the dialect. */
  readonly recognise?: Recognise
}

/** How long the goodbye may take to go out, in milliseconds. */
const LAST = 500

/** A person at a terminal who speaks one dialect with one server. */
export class Chat implements TerminalLine {
  readonly #settings: ChatSettings
  readonly #keyboard: Keyboard
  readonly #session: TerminalSession<unknown>
  readonly #ended: (status: number) => void
  readonly #telephone: TcpCalls | undefined
  readonly #parcels: UdpFiles | undefined
  #link: ServerConnection | undefined
  #port: number | undefined
  #timer: NodeJS.Timeout | undefined
  #state: 'on' | 'over' = 'on'
  /** Whether the server was ever there; `leaving`: it was not yet when the input ended. */
  #reached: 'not yet' | 'leaving' | 'once' = 'not yet'

  /** `ended` is called once, with the status for the program. */
  constructor(settings: ChatSettings, streams: TerminalStreams, ended: (status: number) => void) {
    const { dialect, options, downloads, uploads = '.' } = settings
    this.#settings = settings
    this.#ended = ended
    const owner = {
      called: (news: CallNews) => this.#live(() => this.#session.called(news)),
      progress: (text: string) => this.show(text, 'aside'),
      trouble: (text: string) => this.show(text, 'trouble'),
    }
    const { calls } = dialect
    if (calls?.transport === 'tcp') this.#telephone = new TcpCalls(calls, options, owner, downloads)
    if (calls?.transport === 'udp') {
      this.#parcels = new UdpFiles(calls, options, owner, { downloads, uploads })
    }
    this.#keyboard = new Keyboard(streams, {
      typed: (line) => this.#live(() => this.#session.typed(line)),
      help: () => helpText(this.#settings.terminal.help),
      ended: () => this.#inputEnded(),
      leave: () => this.leave(),
      breakOff: () => this.end(1),
    })
    this.#session = settings.terminal.open(this, options)
    this.reconnect()
  }

  get now(): number {
    return Date.now()
  }

  get port(): number | undefined {
    return this.#port
  }

  /** The person wants to go: politely, and at once where nothing is connected yet. */
  leave(): void {
    this.#live(() => this.#session.leave())
  }

  show(text: string, tone?: Tone): void {
    if (this.#state === 'on') this.#keyboard.show(text, tone)
  }

  prompt(words: string, mode?: 'always' | 'secret'): void {
    if (this.#state === 'on') this.#keyboard.prompt(words, mode)
  }

  write(frame: Uint8Array | string): void {
    this.#link?.write(frame)
  }

  close(): void {
    this.#link?.end(() => {})
    this.#link = undefined
  }

  reconnect(): void {
    if (this.#state === 'over') return
    this.close()
    const { dialect, options, recognise } = this.#settings
    const link = new ServerConnection(dialect, options, this.#settings, {
      connected: (address) => this.#listen(address),
      frame: (frame) => this.#live(() => this.#session.take(frame)),
      recognise: (first) => recognise?.(first),
      bytes: (direction, bytes) => this.#bytes(direction, bytes),
      closed: (trouble) => this.#closed(link, trouble),
    })
    this.#link = link
  }

  end(status: 0 | 1): void {
    if (this.#state === 'over') return
    this.#state = 'over'
    clearTimeout(this.#timer)
    this.#keyboard.close()
    this.#telephone?.close()
    this.#parcels?.close()
    const late = setTimeout(() => this.#ended(status), LAST)
    const done = () => {
      clearTimeout(late)
      this.#ended(status)
    }
    if (this.#link === undefined) done()
    else this.#link.end(done)
  }

  wakeAt(time: number): void {
    clearTimeout(this.#timer)
    const wait = Math.max(0, time - this.now)
    this.#timer = setTimeout(() => this.#live(() => this.#session.wake(this.now)), wait)
  }

  call(name: string, place: Peer): void {
    this.#telephone?.call(name, place)
  }

  speak(name: string, from: string, text: string): boolean {
    return this.#telephone?.speak(name, from, text) ?? false
  }

  hangUp(name: string): boolean {
    return this.#telephone?.hangUp(name) ?? false
  }

  sendFile(to: string, place: Peer, from: string, file: string): void {
    void this.#parcels?.send(to, place, from, file)
  }

  /** Calls are taken at the address that the server sees; from then on the session may begin. */
  #listen(address: string): void {
    const begin = () => this.#begin()
    if (this.#state === 'over') return
    const exchange = this.#telephone ?? this.#parcels
    if (exchange === undefined || this.#port !== undefined) return begin()
    exchange.listen(address, (port) => {
      this.#port = port
      begin()
    })
  }

  #begin(): void {
    const isLeaving = this.#reached === 'leaving'
    this.#reached = 'once'
    this.#live(() => this.#session.connected())
    if (isLeaving) this.leave()
  }

  /** A script learns that nobody listens, also where it has nothing to say. */
  #inputEnded(): void {
    if (this.#reached === 'once') this.leave()
    else this.#reached = 'leaving'
  }

  #bytes(direction: 'in' | 'out', bytes: Uint8Array): void {
    if (this.#settings.raw) this.show(showRaw(direction, bytes), 'aside')
  }

  #closed(link: ServerConnection, trouble: string | undefined): void {
    if (this.#link !== link) return
    this.#link = undefined
    if (trouble === undefined) return this.#live(() => this.#session.closed())
    this.show(trouble, 'failure')
    this.end(1)
  }

  #live(act: () => void): void {
    if (this.#state === 'on') act()
  }
}
