import type {
  ClientLine,
  ClientSession,
  CloseReason,
  Command,
  Dialect,
  Report,
} from '@parley/contract'
import { FramePump, type FrameSink } from './frame-pump.ts'

/** The most bytes of a frame that a client reads, where nothing else is said. */
const CLIENT_BOUND = 64 * 1024 * 1024

/** What a client’s session runs on: the line that it is given, and what a host may want to know. */
export interface ClientHostLine extends ClientLine {
  /** What the server sends cannot be read on; `close` follows. */
  malformed?(reason: CloseReason): void
}

/** A dialect’s client side with the loop around it. Nothing is taken once it has closed. */
export class ClientHost implements ClientLine, FrameSink<unknown> {
  readonly bound: number
  readonly #line: ClientHostLine
  readonly #session: ClientSession<unknown>
  readonly #pump: FramePump<unknown>
  #isOpen = true

  constructor(dialect: Dialect, options: unknown, line: ClientHostLine, bound = CLIENT_BOUND) {
    this.bound = bound
    this.#line = line
    this.#pump = new FramePump(dialect.client.splitter(options), this)
    this.#session = dialect.client.open(this, options)
  }

  get now(): number {
    return this.#line.now
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  get canTake(): boolean {
    return this.#isOpen
  }

  begin(): void {
    this.#session.begin()
  }

  /** False: the dialect cannot say it. */
  ask(command: Command): boolean {
    return this.#session.ask(command)
  }

  /** Bytes from the server; the chunk is the caller’s again afterwards. */
  push(chunk: Uint8Array): void {
    if (this.#isOpen) this.#pump.push(chunk)
  }

  take(frame: unknown): void {
    this.#session.take(frame)
  }

  malformed(reason: CloseReason): void {
    this.#line.malformed?.(reason)
    this.close()
  }

  wake(): void {
    if (this.#isOpen) this.#session.wake(this.now)
  }

  /** The server has closed. */
  shut(): void {
    this.#isOpen = false
  }

  write(frame: Uint8Array | string): void {
    this.#line.write(frame)
  }

  report(report: Report): void {
    this.#line.report(report)
  }

  close(): void {
    this.#isOpen = false
    this.#line.close()
  }

  wakeAt(time: number): void {
    this.#line.wakeAt(time)
  }
}
