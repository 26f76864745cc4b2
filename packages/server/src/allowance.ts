import { isLoopback } from './admission.ts'
import type { Limits } from './limits.ts'

/** How quickly one peer's commands are taken: a burst at once, then so many a second. */
export class Allowance {
  readonly #burst: number
  readonly #perMillisecond: number
  #left: number
  #at: number

  constructor(burst: number, perSecond: number, now: number) {
    this.#burst = burst
    this.#perMillisecond = perSecond / 1000
    this.#left = burst
    this.#at = now
  }

  /** 0: a command may be taken now. Otherwise the milliseconds until one may. */
  wait(now: number): number {
    this.#left = Math.min(this.#burst, this.#left + (now - this.#at) * this.#perMillisecond)
    this.#at = now
    return this.#left >= 1 ? 0 : Math.ceil((1 - this.#left) / this.#perMillisecond)
  }

  /** A command was taken. */
  take(): void {
    this.#left -= 1
  }
}

/** What peers at an address may send; undefined where that has no limit. */
export function allowanceFor(address: string, limits: Limits, now: number): Allowance | undefined {
  const exempt = limits.exemptLoopback && isLoopback(address)
  if (exempt || limits.floodRate === 0) return undefined
  return new Allowance(limits.floodBurst, limits.floodRate, now)
}
