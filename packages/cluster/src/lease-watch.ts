import { GONE_AFTER } from './bounds.ts'
import type { LiveNode } from './replica.ts'

/** A gateway that has looked at no lease for so long starts to wait anew, in milliseconds. */
export const PAUSED_AFTER = 3_000

/** Who has not renewed its lease in time, as one gateway sees it. Times are milliseconds on its own clock. */
export class LeaseWatch {
  readonly #seen = new Map<string, number>()
  #looked = Number.NEGATIVE_INFINITY

  /** A gateway has renewed its lease. */
  seen(node: string, now: number): void {
    if (this.#seen.has(node)) this.#seen.set(node, now)
  }

  /**
   * Those of the gateways that are up whose leases are over; for every second or so. A gateway that was
   * paused itself, or reached nobody, knows nothing of the others: it gives each the whole time again.
   */
  late(up: readonly LiveNode[], own: string, now: number, isReached: boolean): readonly LiveNode[] {
    const wasPaused = now - this.#looked > PAUSED_AFTER || !isReached
    this.#looked = now
    if (wasPaused) this.#seen.clear()
    for (const node of [...this.#seen.keys()]) {
      if (!up.some((one) => one.node === node)) this.#seen.delete(node)
    }
    return up.filter(({ node }) => {
      if (node === own) return false
      const since = this.#seen.get(node)
      if (since === undefined) this.#seen.set(node, now)
      return since !== undefined && now - since >= GONE_AFTER
    })
  }
}
