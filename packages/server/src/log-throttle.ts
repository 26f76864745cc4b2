import { addressKey } from '@parley/engine'
import type { Log } from './log.ts'
import type { ConnectionInfo } from './tap.ts'

/** Lines that peers can cause as often as they like. */
interface Kind {
  readonly level: 'info' | 'warn' | 'error'
  /** So many lines are written within a window; the others are counted, and told of at its end. */
  readonly most: number
  /** In milliseconds. */
  readonly window: number
  /** Whether each address is counted for itself. */
  readonly perAddress: boolean
  /** What is counted, as in "12 more logins". */
  readonly what: string
}

/** Windows, in milliseconds: of what a person reads along with, and of what only repeats itself. */
export const SHORT = 10_000
export const LONG = 60_000

/** Of each kind: more than a class that logs in at once, and as much as a person can follow. */
export const kinds = {
  login: { level: 'info', most: 100, window: SHORT, perAddress: false, what: 'logins' },
  renamed: { level: 'info', most: 20, window: SHORT, perAddress: true, what: 'new names' },
  left: { level: 'info', most: 100, window: SHORT, perAddress: false, what: 'users left' },
  closed: { level: 'info', most: 5, window: LONG, perAddress: true, what: 'connections closed' },
  refused: { level: 'warn', most: 1, window: LONG, perAddress: true, what: 'connections refused' },
  'out-of-files': {
    level: 'error',
    most: 1,
    window: LONG,
    perAddress: false,
    what: 'connections refused for want of file descriptors',
  },
} as const satisfies Record<string, Kind>

/** Addresses that are counted for themselves; past it the others are counted together. */
export const MOST_COUNTED = 1_000

interface Window {
  said: number
  withheld: number
  readonly timer: NodeJS.Timeout
  readonly close: () => void
}

/** Writes to the log what peers cause, no more often than an operator can read it. */
export class LogThrottle {
  readonly #log: Log
  readonly #windows = new Map<string, Window>()

  constructor(log: Log) {
    this.#log = log
  }

  say(kind: keyof typeof kinds, text: string, at: ConnectionInfo): void {
    const { level, most }: Kind = kinds[kind]
    const window = this.#window(kind, at.peer.address)
    if (window.said >= most) {
      window.withheld += 1
      return
    }
    window.said += 1
    this.#log(level, text, at)
  }

  /** Empty where too many addresses are counted already. */
  #from(kind: keyof typeof kinds, address: string): string {
    const from = ` from ${addressKey(address)}`
    return this.#windows.size < MOST_COUNTED || this.#windows.has(kind + from) ? from : ''
  }

  /** Tells now what was withheld. */
  flush(): void {
    for (const { close } of this.#windows.values()) close()
  }

  #window(kind: keyof typeof kinds, address: string): Window {
    const { level, window: length, perAddress, what }: Kind = kinds[kind]
    const where = perAddress ? this.#from(kind, address) : ''
    const key = kind + where
    const known = this.#windows.get(key)
    if (known !== undefined) return known
    const close = () => {
      clearTimeout(window.timer)
      this.#windows.delete(key)
      if (window.withheld === 0) return
      this.#log(level, `${window.withheld} more ${what}${where} in ${length / 1000} s`)
    }
    const window: Window = {
      said: 0,
      withheld: 0,
      timer: setTimeout(close, length).unref(),
      close,
    }
    this.#windows.set(key, window)
    return window
  }
}
