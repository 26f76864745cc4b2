import { addressKey } from '@parley/engine'
import { isLoopback } from './admission.ts'
import type { Limits } from './limits.ts'
import { TokenBucket } from './rate-limiter.ts'

/**
 * However much the other connections of its address send, a connection may send its single rate
 * divided by this: so that nobody is silenced by who shares their address.
 */
const LEAST_SHARE = 10

/** An address of which no connection is open is forgotten after so long, in milliseconds. */
const MINUTE = 60_000

/** What one connection may send of one kind: within its own rate, and within its address's. */
class Rate {
  readonly #own: TokenBucket
  readonly #least: TokenBucket
  readonly #shared: TokenBucket | undefined

  constructor(burst: number, perSecond: number, shared: TokenBucket | undefined, now: number) {
    this.#own = new TokenBucket(burst, perSecond, now)
    this.#least = new TokenBucket(Math.ceil(burst / LEAST_SHARE), perSecond / LEAST_SHARE, now)
    this.#shared = shared
  }

  wait(now: number): number {
    const own = this.#own.wait(now)
    if (own > 0 || this.#shared === undefined) return own
    const least = this.#least.wait(now)
    return least === 0 ? 0 : Math.min(least, this.#shared.wait(now))
  }

  take(count: number): void {
    this.#own.take(count)
    if (this.#shared === undefined || this.#least.open) this.#least.take(count)
    else this.#shared.take(count)
  }
}

/** How quickly one connection is read: by its commands and by its bytes. */
export class FloodControl {
  readonly #commands: Rate | undefined
  readonly #bytes: Rate | undefined

  constructor(commands: Rate | undefined, bytes: Rate | undefined) {
    this.#commands = commands
    this.#bytes = bytes
  }

  /** 0: more may be taken now. Otherwise the milliseconds until it may. */
  wait(now: number): number {
    return Math.max(this.#commands?.wait(now) ?? 0, this.#bytes?.wait(now) ?? 0)
  }

  /** A command was carried out. */
  tookCommand(): void {
    this.#commands?.take(1)
  }

  read(bytes: number): void {
    this.#bytes?.take(bytes)
  }
}

interface Address {
  readonly commands: TokenBucket | undefined
  readonly bytes: TokenBucket | undefined
  open: number
  leftAt: number
}

/** Knows the addresses of a listener’s connections, and how much each has sent (see `addressKey`). */
export class FloodGuard {
  readonly #limits: Limits
  readonly #addresses = new Map<string, Address>()
  #sweptAt = 0

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** For a connection from `address`, which must `leave`; undefined where it has no limit. */
  enter(address: string, now: number): FloodControl | undefined {
    const { exemptLoopback, floodBurst, floodRate, floodBytesBurst, floodBytesRate } = this.#limits
    if (exemptLoopback && isLoopback(address)) return undefined
    if (now - this.#sweptAt >= MINUTE) this.#forgetUnused(now)
    const shared = this.#address(addressKey(address), now)
    shared.open += 1
    return new FloodControl(
      floodRate === 0 ? undefined : new Rate(floodBurst, floodRate, shared.commands, now),
      floodBytesRate === 0
        ? undefined
        : new Rate(floodBytesBurst, floodBytesRate, shared.bytes, now),
    )
  }

  leave(address: string, now: number): void {
    const left = this.#addresses.get(addressKey(address))
    if (left === undefined) return
    left.open -= 1
    left.leftAt = now
  }

  /** How many addresses are remembered. */
  get size(): number {
    return this.#addresses.size
  }

  #address(key: string, now: number): Address {
    const known = this.#addresses.get(key)
    if (known !== undefined) return known
    const { floodBurst, floodRate, floodBytesBurst, floodBytesRate, floodPerAddress } = this.#limits
    const times = floodPerAddress
    const bucket = (burst: number, rate: number) =>
      times === 0 || rate === 0 ? undefined : new TokenBucket(times * burst, times * rate, now)
    const address = {
      commands: bucket(floodBurst, floodRate),
      bytes: bucket(floodBytesBurst, floodBytesRate),
      open: 0,
      leftAt: now,
    }
    this.#addresses.set(key, address)
    return address
  }

  #forgetUnused(now: number): void {
    this.#sweptAt = now
    for (const [key, { open, leftAt }] of this.#addresses) {
      if (open === 0 && now - leftAt >= MINUTE) this.#addresses.delete(key)
    }
  }
}
