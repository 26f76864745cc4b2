import type {
  Answer,
  AnswerOf,
  CloseReason,
  CommandKind,
  CommandOf,
  Event,
  Line,
  Peer,
  ServerDialect,
  ServerSession,
} from '@parley/contract'
import { FramePump, type FrameSink, type PumpEnd } from './frame-pump.ts'

/** The most bytes of a frame before login, where nothing else is said. */
const FRAME_BEFORE_LOGIN = 4096

/** Closed without a word: the peer would not read it, or our side cannot be trusted to say it. */
export const reasonsWithoutFarewell: ReadonlySet<CloseReason> = new Set([
  'slow-receiver',
  'peer-reset',
  'internal-error',
])

/** Said by the session itself, or by nobody. */
const ownClosing: ReadonlySet<CloseReason> = new Set(['logout', 'peer-ended'])

/**
 * What a server’s session runs on: the line that it is given, and what a host may want to know or to
 * decide besides. What the session throws goes to whoever has called, unless the line has `failed`.
 */
export interface ServerHostLine extends Line {
  /** Whether frames are sealed (`ServerSession.seal`) by `sealed` later, and not when written. */
  readonly sealsLater?: true
  /** The session is about to do something because of a timer, a place for a call, or its end. */
  beforeSession?(): void
  /** It is about to be given an answer. */
  answering?(command: { readonly kind: CommandKind }, answer: Answer<unknown>): void
  /** The session has been given it. */
  answered?(command: { readonly kind: CommandKind }, answer: Answer<unknown>): void
  /** Has `pump` called, now or later, behind what was waited for. If absent, that is done at once. */
  resume?(): void
  /** Our own mistake: the session or the splitter has thrown. */
  failed?(error: unknown): void
}

/** How fast frames may be taken, and what else there is to do with each. */
export interface FrameFlow {
  /** Whether a frame may be taken now, an unanswered ask aside. */
  readonly canTake: boolean
  /** Whether the next frame, if there is one, has to wait for another call of `pump`. */
  readonly mustRest: boolean
  /** The session is about to take a frame. */
  taking(frame: unknown): void
  took(): void
}

const unlimited: FrameFlow = { canTake: true, mustRest: false, taking: () => {}, took: () => {} }

/** What may be said of a host besides its line. */
export interface ServerHostSettings {
  readonly flow?: FrameFlow
  /** The most bytes of a frame before login. */
  readonly frameBeforeLogin?: number
}

/**
 * A dialect’s splitter and server session with the loop around them. A frame is taken while no ask is
 * unanswered; the session is not called any more once the connection is closed. What it does then all
 * the same reaches the line, which may ignore it, or complain.
 */
export class ServerHost implements Line, FrameSink<unknown> {
  readonly #line: ServerHostLine
  readonly #flow: FrameFlow
  readonly #sealsLater: boolean
  readonly #session: ServerSession<unknown>
  readonly #pump: FramePump<unknown>
  readonly #maxFrame: number
  readonly #frameBeforeLogin: number
  #unanswered = 0
  #isLoggedIn = false
  #closed: CloseReason | undefined

  constructor(
    dialect: Pick<ServerDialect, 'wire' | 'splitter' | 'serve'>,
    options: unknown,
    line: ServerHostLine,
    { flow = unlimited, frameBeforeLogin = FRAME_BEFORE_LOGIN }: ServerHostSettings = {},
  ) {
    this.#line = line
    this.#flow = flow
    this.#sealsLater = line.sealsLater === true
    this.#maxFrame = dialect.wire(options).maxFrame
    this.#frameBeforeLogin = frameBeforeLogin
    this.#pump = new FramePump(dialect.splitter(options), this)
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

  /** How the connection was closed, once it is. */
  get closed(): CloseReason | undefined {
    return this.#closed
  }

  get isLoggedIn(): boolean {
    return this.#isLoggedIn
  }

  /** Whether an ask has no answer yet. */
  get isAsking(): boolean {
    return this.#unanswered > 0
  }

  /** Whether something that came in was not carried out yet, as far as the splitter can tell. */
  get isAmid(): boolean {
    return this.#pump.isAmid
  }

  get isPumping(): boolean {
    return this.#pump.isPumping
  }

  get canTake(): boolean {
    return this.#unanswered === 0 && this.#closed === undefined && this.#flow.canTake
  }

  get bound(): number {
    return this.#isLoggedIn ? this.#maxFrame : this.#frameBeforeLogin
  }

  get mustRest(): boolean {
    return this.#flow.mustRest
  }

  /** Lets the session speak first. */
  greet(): void {
    try {
      this.#session.greet?.()
    } catch (error) {
      this.#failed(error)
    }
  }

  /** Bytes from the client; the chunk is the caller’s again afterwards. */
  push(chunk: Uint8Array): PumpEnd {
    if (this.#closed !== undefined) return 'blocked'
    try {
      return this.#pump.push(chunk)
    } catch (error) {
      this.#failed(error)
      return 'blocked'
    }
  }

  /** Takes frames that wait. */
  pump(): PumpEnd {
    if (this.#closed !== undefined) return 'blocked'
    try {
      return this.#pump.pump()
    } catch (error) {
      this.#failed(error)
      return 'blocked'
    }
  }

  take(frame: unknown): void {
    this.#flow.taking(frame)
    this.#session.take(frame)
    this.#flow.took()
  }

  malformed(reason: CloseReason): void {
    this.shut(reason)
  }

  /** Tells the session what the engine tells it. */
  hear(event: Event): void {
    if (this.#closed !== undefined) return
    try {
      this.#session.hear(event)
    } catch (error) {
      this.#failed(error)
    }
  }

  wake(): void {
    if (this.#closed !== undefined) return
    try {
      this.#line.beforeSession?.()
      this.#session.wake?.(this.now)
    } catch (error) {
      this.#failed(error)
    }
  }

  /** Closes for a reason of the host’s, which the session says in its dialect’s words if it can. */
  shut(reason: CloseReason): void {
    if (this.#closed !== undefined) return
    if (!reasonsWithoutFarewell.has(reason)) this.#line.beforeSession?.()
    if (!reasonsWithoutFarewell.has(reason) && !ownClosing.has(reason)) {
      this.hear({ kind: 'farewell', reason, time: this.now })
    }
    this.close(reason)
  }

  /** A frame as it is right before it is sent. */
  sealed(frame: string): string {
    try {
      return this.#session.seal?.(frame) ?? frame
    } catch (error) {
      this.#failed(error)
      return ''
    }
  }

  /** Whether the session decides something at the very moment of writing. */
  get seals(): boolean {
    return this.#session.seal !== undefined
  }

  write(frame: Uint8Array | string): void {
    if (this.#sealsLater || typeof frame !== 'string') this.#line.write(frame)
    else this.#line.write(this.sealed(frame))
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    const line = this.#line
    this.#unanswered += 1
    line.ask(command, (answer) => {
      this.#unanswered -= 1
      if (this.#closed !== undefined) return
      if (answer.ok) this.#note(command.kind)
      try {
        line.answering?.(command, answer)
        then(answer)
        line.answered?.(command, answer)
      } catch (error) {
        this.#failed(error)
      }
      this.#resume()
    })
  }

  standIn(names: readonly string[], then: (ports: readonly (number | undefined)[]) => void): void {
    const line = this.#line
    this.#unanswered += 1
    line.standIn(names, (ports) => {
      this.#unanswered -= 1
      if (this.#closed !== undefined) return
      try {
        line.beforeSession?.()
        then(ports)
      } catch (error) {
        this.#failed(error)
      }
      this.#resume()
    })
  }

  close(reason: CloseReason): void {
    this.#closed ??= reason
    this.#line.close(reason)
  }

  wakeAt(time: number): void {
    this.#line.wakeAt(time)
  }

  #note(kind: CommandKind): void {
    if (kind === 'login') this.#isLoggedIn = true
    else if (kind === 'logout') this.#isLoggedIn = false
  }

  #resume(): void {
    if (this.#pump.isPumping) return
    if (this.#line.resume === undefined) this.pump()
    else this.#line.resume()
  }

  #failed(error: unknown): void {
    if (this.#line.failed === undefined) throw error
    this.#line.failed(error)
  }
}
