import { type CloseReason, oneLine } from '@parley/contract'
import { ordinaryReasons } from './close-reasons.ts'
import { escaped } from './escaped.ts'
import type { Log } from './log.ts'
import type { LogThrottle } from './log-throttle.ts'
import type { ConnectionInfo } from './tap.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** What an operator should know of one connection: who came, who left, and why. */
export class Visit {
  readonly #log: Log
  readonly #throttle: LogThrottle
  readonly #at: ConnectionInfo
  #user: { readonly name: string; readonly since: number } | undefined
  #unread = ''

  constructor(log: Log, throttle: LogThrottle, at: ConnectionInfo) {
    this.#log = log
    this.#throttle = throttle
    this.#at = at
    log('debug', 'opened', at)
  }

  entered(name: string, now: number): void {
    this.#user = { name: oneLine(name), since: now }
    this.#throttle.say('login', `${this.#user.name} logged in`, this.#at)
  }

  /** The user has another name from now on. */
  renamed(given: string): void {
    if (this.#user === undefined) return
    const name = oneLine(given)
    this.#throttle.say('renamed', `${this.#user.name} is now called ${name}`, this.#at)
    this.#user = { ...this.#user, name }
  }

  left(reason: CloseReason, now: number): void {
    if (this.#user === undefined) return
    const { name, since } = this.#user
    this.#user = undefined
    const text = `${name} left: ${reason}, after ${shown(now - since)}${this.#unread}`
    this.#throttle.say('left', text, this.#at)
  }

  /** The connection is closed for what came in these bytes. */
  unreadable(bytes: Uint8Array): void {
    this.#unread = `, on ${bytes.length} bytes that begin with "${escaped(bytes)}"`
  }

  /** The connection is closed because its client begins with TLS. */
  speaksTls(): void {
    this.#unread = ', a client with TLS on a port without TLS'
  }

  closed(reason: CloseReason, now: number): void {
    if (this.#user !== undefined) return this.left(reason, now)
    const text = `closed: ${reason}${this.#unread}`
    if (ordinaryReasons.has(reason)) this.#log('debug', text, this.#at)
    else this.#throttle.say('closed', text, this.#at)
  }
}

/** `12 s`, `90 s`, `3 min`, `5 h`: seconds up to two minutes, as timeouts of a minute or so are told. */
function shown(time: number): string {
  if (time < 2 * MINUTE) return `${Math.round(time / SECOND)} s`
  return time < HOUR ? `${Math.round(time / MINUTE)} min` : `${Math.round(time / HOUR)} h`
}
