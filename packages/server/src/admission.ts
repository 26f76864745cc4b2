import { addressKey } from '@parley/engine'
import type { Limits } from './limits.ts'

const MINUTE = 60_000

interface Visits {
  open: number
  /** When the current minute of counting began. */
  since: number
  opened: number
}

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}

/** An IPv4 address as such, also where it arrived on an IPv6 socket. */
export function plainAddress(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
}

/** Counts the connections of each address (see `addressKey`) and says which one is too many. */
export class Admission {
  readonly #limits: Limits
  readonly #visits = new Map<string, Visits>()
  #sweptAt = 0

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** Undefined: come in, and `leave` when you go. Otherwise the reason for closing at once. */
  enter(address: string, now: number): 'too-many-attempts' | 'too-many-connections' | undefined {
    if (this.#limits.exemptLoopback && isLoopback(address)) return undefined
    if (now - this.#sweptAt >= MINUTE) this.#forgetIdle(now)
    const key = addressKey(address)
    const visits = this.#visits.get(key) ?? { open: 0, since: now, opened: 0 }
    this.#visits.set(key, visits)
    if (now - visits.since >= MINUTE) {
      visits.since = now
      visits.opened = 0
    }
    const { connectionsPerAddress, connectsPerMinute } = this.#limits
    visits.opened += 1
    if (connectsPerMinute > 0 && visits.opened > connectsPerMinute) return 'too-many-attempts'
    if (connectionsPerAddress > 0 && visits.open >= connectionsPerAddress) {
      return 'too-many-connections'
    }
    visits.open += 1
    return undefined
  }

  leave(address: string): void {
    const visits = this.#visits.get(addressKey(address))
    if (visits !== undefined && visits.open > 0) visits.open -= 1
  }

  /** How many addresses are remembered. */
  get size(): number {
    return this.#visits.size
  }

  #forgetIdle(now: number): void {
    this.#sweptAt = now
    for (const [address, visits] of this.#visits) {
      if (visits.open === 0 && now - visits.since >= MINUTE) this.#visits.delete(address)
    }
  }
}
