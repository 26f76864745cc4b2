import { formatAddress, type Peer } from '@parley/contract'

/** Which connections of the gateway are those of a run of checks that it makes itself. */
export class CheckConnections {
  readonly #places = new Set<string>()

  /** `from`: where a connection of the run comes from. */
  add({ address, port }: Peer): void {
    this.#places.add(formatAddress(address, port))
  }

  has({ address, port }: Peer): boolean {
    return this.#places.has(formatAddress(address, port))
  }

  /** All of them are closed: others may come from the same places. */
  clear(): void {
    this.#places.clear()
  }
}
