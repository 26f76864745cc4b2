import { Buffer } from 'node:buffer'
import type {
  AnswerOf,
  CloseReason,
  CommandKind,
  CommandOf,
  Event,
  Line,
  ServerSession,
} from '@parley/contract'
import { hashed, type Random, seeded } from '@parley/framing'
import type { Request } from '../frames.ts'
import type { Options } from '../options.ts'
import { serve } from '../session.ts'
import { DelayedMessages } from './delayed.ts'
import { harm, isHarmless } from './harm.ts'
import type { DatagramRequest } from './requests.ts'
import { changed, defaultSettings, shownSetting } from './settings.ts'

/** A user who has said nothing for so long is logged out, in milliseconds (7.3). */
export const SILENCE = 5 * 60_000

const SET_OK = 'SET-OK\n'

/** The server's side of one peer of the unreliable server. */
export function serveUnreliable(line: Line, options: Options): ServerSession<DatagramRequest> {
  return new UnreliableSession(line, options)
}

/**
 * The session of TCP (sections 2, 3 and 6) behind a bad network: what it writes is lost, damaged or
 * late as the peer has set. It is the line of that session, and passes on what the session does.
 */
class UnreliableSession implements ServerSession<DatagramRequest>, Line {
  readonly #line: Line
  readonly #options: Options
  readonly #session: ServerSession<Request>
  readonly #delayed = new DelayedMessages()
  /** `asking`: the login is not answered yet. */
  #state: 'stranger' | 'asking' | 'user' = 'stranger'
  #name = ''
  #settings = defaultSettings
  #random: Random
  #expiry: number
  /** When the session is woken. */
  #waking = Number.POSITIVE_INFINITY

  constructor(line: Line, options: Options) {
    this.#line = line
    this.#options = options
    this.#random = seeded(options.unreliableSeed)
    this.#expiry = line.now + SILENCE
    this.#session = serve(this, options)
  }

  take(request: DatagramRequest): void {
    this.#expiry = this.now + SILENCE
    if (this.#state !== 'user' && request.kind !== 'hello') return this.#forget()
    switch (request.kind) {
      case 'get': {
        const value = shownSetting(this.#settings, request.name)
        this.#line.write(`VALUE ${request.name} ${value}\n`)
        break
      }
      case 'set':
        this.#settings = changed(this.#settings, request.change)
        this.#line.write(SET_OK)
        break
      case 'reset':
        this.#settings = defaultSettings
        this.#line.write(SET_OK)
        break
      case 'hello':
        this.#hello(request)
        break
      default:
        this.#session.take(request)
    }
    this.#arm()
  }

  hear(event: Event): void {
    this.#session.hear(event)
    this.#arm()
  }

  wake(now: number): void {
    this.#waking = Number.POSITIVE_INFINITY
    for (const message of this.#delayed.take(now)) this.#line.write(message)
    if (now >= this.#expiry) this.#line.close('idle')
    else this.#arm()
  }

  get peer() {
    return this.#line.peer
  }

  get address(): string {
    return this.#line.address
  }

  get now(): number {
    return this.#line.now
  }

  /** 7.5: of the session of TCP, everything may be harmed. */
  write(frame: Uint8Array | string): void {
    if (isHarmless(this.#settings)) return this.#line.write(frame)
    const message = typeof frame === 'string' ? Buffer.from(frame) : frame
    const harmed = harm(message, this.#settings, this.#random)
    if (harmed === undefined) return
    const { bytes, delay } = harmed
    if (delay === 0 || !this.#delayed.add(this.now + delay, bytes)) this.#line.write(bytes)
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    if (command.kind !== 'login') return this.#line.ask(command, then)
    this.#state = 'asking'
    this.#line.ask(command, (answer) => {
      if (answer.ok) this.#enter()
      then(answer)
      if (!answer.ok) this.#forget()
      else this.#arm()
    })
  }

  standIn(names: readonly string[], then: (ports: readonly (number | undefined)[]) => void): void {
    this.#line.standIn(names, then)
  }

  close(reason: CloseReason): void {
    this.#line.close(reason)
  }

  wakeAt(): void {
    throw new Error('the session of TCP has no timers')
  }

  /** A stranger whose name is refused without a question is one again. */
  #hello(request: Extract<Request, { kind: 'hello' }>): void {
    if (this.#state !== 'user') this.#name = request.name
    this.#session.take(request)
    if (this.#state === 'stranger') this.#forget()
  }

  /** 7.5: the same seed, name and messages are harmed in the same way. */
  #enter(): void {
    this.#state = 'user'
    this.#random = seeded(this.#options.unreliableSeed ^ hashed(this.#name))
  }

  /** 7.2: of a stranger nothing is kept. */
  #forget(): void {
    this.#line.close('peer-ended')
  }

  #arm(): void {
    const next = Math.min(this.#expiry, this.#delayed.next)
    if (next >= this.#waking) return
    this.#waking = next
    this.#line.wakeAt(next)
  }
}
