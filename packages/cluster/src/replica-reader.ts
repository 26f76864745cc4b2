import type { Happening, PublicMessage } from '@parley/contract'
import type { Engine, RoutingEngine, Seat } from '@parley/engine'

/** The part of a shared engine that asks nothing of the log: what this gateway's replica knows. */
export class ReplicaReader
  implements Omit<RoutingEngine, 'attach' | 'detach' | 'peerEnded' | 'ask'>
{
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  get now(): number {
    return this.#engine.now
  }

  /** For calls that this gateway answers: there are none in a cluster. */
  inform(): boolean {
    return false
  }

  obstacle(from: string, to: string): 'blocked-by-user' | 'user-offline' | undefined {
    return this.#engine.obstacle(from, to)
  }

  notify(seat: Seat, text: string): void {
    this.#engine.notify(seat, text)
  }

  isOnline(name: string): boolean {
    return this.#engine.isOnline(name)
  }

  /** No other process changes the accounts of a cluster but through the log. */
  endRemoved(): void {}

  newestMessages(): Iterable<PublicMessage> {
    return this.#engine.newestMessages()
  }

  observe(observer: (happening: Happening) => void): void {
    this.#engine.observe(observer)
  }
}
