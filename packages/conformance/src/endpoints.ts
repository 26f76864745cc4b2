import { Buffer } from 'node:buffer'
import type {
  AnswerOf,
  ClientLine,
  ClientSession,
  CloseReason,
  Command,
  CommandKind,
  CommandOf,
  Dialect,
  Event,
  Line,
  Peer,
  Report,
  ServerSession,
} from '@parley/contract'
import { FramePump, type FrameSink } from './frame-pump.ts'

/** The most bytes of a frame before login (the host’s default). */
const BEFORE_LOGIN = 4096

/** The most bytes of a frame that a client reads. */
const CLIENT_BOUND = 64 * 1024 * 1024

/**
 * The server’s end of one connection: a dialect’s splitter and session with the host’s loop around
 * them. What the session does goes on to `line`: frames sealed, nothing once it is closed.
 */
export class ServerEnd implements Line, FrameSink<unknown> {
  /** How the connection was closed, once it is. */
  closed: CloseReason | undefined
  loggedIn = false
  readonly #line: Line
  readonly #session: ServerSession<unknown>
  readonly #intake: FramePump<unknown>
  readonly #maxFrame: number
  #unanswered = 0

  constructor(dialect: Dialect, options: unknown, line: Line) {
    this.#line = line
    this.#maxFrame = dialect.wire(options).maxFrame
    this.#intake = new FramePump(dialect.splitter(options), this)
    this.#session = dialect.serve(this, options)
  }

  get peer(): Peer {
    return this.#line.peer
  }

  get address(): string {
    return this.#line.address
  }

  get now(): number {
    return this.#line.now
  }

  /** A frame is taken while no ask is unanswered. */
  get open(): boolean {
    return this.#unanswered === 0 && this.closed === undefined
  }

  get bound(): number {
    return this.loggedIn ? this.#maxFrame : BEFORE_LOGIN
  }

  greet(): void {
    this.#session.greet()
  }

  /** Bytes from the client. */
  push(chunk: Uint8Array): void {
    if (this.closed === undefined) this.#intake.push(chunk)
  }

  take(frame: unknown): void {
    this.#session.take(frame)
  }

  broken(reason: CloseReason): void {
    this.shut(reason)
  }

  hear(event: Event): void {
    if (this.closed === undefined) this.#session.hear(event)
  }

  wake(): void {
    if (this.closed === undefined) this.#session.wake(this.now)
  }

  /** The host closes for a reason of its own, which the session may say. */
  shut(reason: CloseReason): void {
    if (this.closed !== undefined) return
    if (reason !== 'peer-ended') this.hear({ kind: 'farewell', reason, time: this.now })
    this.close(reason)
  }

  write(frame: Uint8Array | string): void {
    const { seal } = this.#session
    if (seal === undefined || typeof frame !== 'string') this.#line.write(frame)
    else this.#line.write(this.#session.seal?.(frame) ?? frame)
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    this.#unanswered += 1
    this.#line.ask(command, (answer) => {
      this.#unanswered -= 1
      if (this.closed !== undefined) return
      if (answer.ok && command.kind === 'login') this.loggedIn = true
      if (answer.ok && command.kind === 'logout') this.loggedIn = false
      then(answer)
      this.#intake.pump()
    })
  }

  standIn(names: readonly string[], then: (ports: readonly (number | undefined)[]) => void): void {
    this.#unanswered += 1
    this.#line.standIn(names, (ports) => {
      this.#unanswered -= 1
      if (this.closed !== undefined) return
      then(ports)
      this.#intake.pump()
    })
  }

  close(reason: CloseReason): void {
    this.closed ??= reason
    this.#line.close(reason)
  }

  wakeAt(time: number): void {
    this.#line.wakeAt(time)
  }
}

/** The client’s end of one connection: a dialect’s client side with the same loop around it. */
export class ClientEnd implements ClientLine, FrameSink<unknown> {
  open = true
  bound = CLIENT_BOUND
  readonly #line: ClientLine
  readonly #session: ClientSession<unknown>
  readonly #intake: FramePump<unknown>

  constructor(dialect: Dialect, options: unknown, line: ClientLine) {
    this.#line = line
    this.#intake = new FramePump(dialect.client.splitter(options), this)
    this.#session = dialect.client.open(this, options)
  }

  get now(): number {
    return this.#line.now
  }

  begin(): void {
    this.#session.begin()
  }

  /** False: the dialect cannot say it. */
  ask(command: Command): boolean {
    return this.#session.ask(command)
  }

  /** Bytes from the server. */
  push(chunk: Uint8Array): void {
    if (this.open) this.#intake.push(chunk)
  }

  take(frame: unknown): void {
    this.#session.take(frame)
  }

  broken(): void {
    this.close()
  }

  wake(): void {
    if (this.open) this.#session.wake(this.now)
  }

  /** The server has closed. */
  shut(): void {
    this.open = false
  }

  write(frame: Uint8Array | string): void {
    this.#line.write(frame)
  }

  report(report: Report): void {
    this.#line.report(report)
  }

  close(): void {
    this.open = false
    this.#line.close()
  }

  wakeAt(time: number): void {
    this.#line.wakeAt(time)
  }
}

/** A frame as bytes; a string is UTF-8. */
export function bytesOf(frame: Uint8Array | string): Uint8Array {
  return typeof frame === 'string' ? Buffer.from(frame) : frame
}
