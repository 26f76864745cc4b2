import type { ClientLine, CommandKind } from '@parley/contract'
import type { RequestType } from '../frames.ts'

/** The least time between two messages (8.1), in milliseconds; none with `pace: 0`. */
const PACE = 100

/** After so long, in milliseconds, nothing more comes of what is answered only where it fails (8.2). */
const QUIET = 1000

/** The most commands that may wait at once, so that a silent server costs no memory. */
const MOST_WAITING = 65_536

const NEVER = Number.POSITIVE_INFINITY

/** A command on its way, or waiting for it. */
export interface Asked {
  /** Undefined: asked by the client itself, to learn that the server has got there (8.2). */
  readonly kind: CommandKind | undefined
  readonly type: RequestType
  readonly frame: string
  /** Whom it is about. */
  readonly name: string
  readonly password?: string
}

/** What is answered only where it fails. */
const silentTypes: ReadonlySet<RequestType> = new Set(['MSG', 'BROADCAST', 'PRIVMSG'])

/**
 * What a client has said and what waits to be said (8.1, 8.2): at most one command that is answered
 * only where it fails, then at most one that is answered. So whatever comes has one command that it
 * can belong to, and an answer to the later one tells that the earlier one has succeeded.
 */
export class Flight {
  readonly #line: ClientLine
  readonly #pace: number
  readonly #makeProbe: () => Asked | undefined
  readonly #waiting: Asked[] = []
  #silent: Asked | undefined
  #answered: Asked | undefined
  /** What goes before all that waits: the rest of a login. */
  #rest: string | undefined
  #nextAt = 0
  #silentUntil = NEVER
  #answeredUntil = NEVER

  /** `makeProbe`: what asks for nothing and is always answered. */
  constructor(line: ClientLine, pace: number, makeProbe: () => Asked | undefined) {
    this.#line = line
    this.#pace = pace
    this.#makeProbe = makeProbe
  }

  /** Said, and answered only where it fails. */
  get silent(): Asked | undefined {
    return this.#silent
  }

  /** Said behind that, and not answered yet. */
  get answered(): Asked | undefined {
    return this.#answered
  }

  get silentIsOver(): boolean {
    return this.#line.now >= this.#silentUntil
  }

  get answeredIsOver(): boolean {
    return this.#line.now >= this.#answeredUntil
  }

  /** False: too much waits. */
  add(asked: Asked): boolean {
    if (this.#waiting.length >= MOST_WAITING) return false
    this.#waiting.push(asked)
    this.pump()
    return true
  }

  /** What is unanswered goes on with another message. */
  goOn(asked: Asked): void {
    this.#answered = asked
    this.#rest = asked.frame
    this.pump()
  }

  /** What is unanswered has so long again. */
  extend(): void {
    this.#answeredUntil = this.#line.now + QUIET
    this.#wakeInTime()
  }

  endSilent(): Asked | undefined {
    const asked = this.#silent
    this.#silent = undefined
    this.#silentUntil = NEVER
    return asked
  }

  endAnswered(): Asked | undefined {
    const asked = this.#answered
    this.#answered = undefined
    this.#answeredUntil = NEVER
    return asked
  }

  /** Says what can be said now. */
  pump(): void {
    while (this.#pace === 0 || this.#line.now >= this.#nextAt) {
      const frame = this.#next()
      if (frame === undefined) break
      this.#nextAt = this.#line.now + PACE
      this.#line.write(frame)
    }
    this.#wakeInTime()
  }

  #next(): string | undefined {
    const rest = this.#rest
    this.#rest = undefined
    if (rest !== undefined || this.#answered !== undefined) return rest
    const [next] = this.#waiting
    if (next === undefined) return undefined
    const isSilent = silentTypes.has(next.type)
    if (isSilent && this.#silent !== undefined) return this.#probe()
    this.#waiting.shift()
    if (isSilent) {
      this.#silent = next
      this.#silentUntil = this.#line.now + QUIET
    } else this.#answered = next
    if (next.type === 'LOGOUT') this.#answeredUntil = this.#line.now + QUIET
    return next.frame
  }

  #probe(): string | undefined {
    this.#answered = this.#makeProbe()
    return this.#answered?.frame
  }

  #wakeInTime(): void {
    const isWaiting = this.#answered === undefined && this.#waiting.length > 0
    const nextAt = this.#rest !== undefined || isWaiting ? this.#nextAt : NEVER
    const time = Math.min(nextAt, this.#silentUntil, this.#answeredUntil)
    if (time < NEVER) this.#line.wakeAt(time)
  }
}
