import { copyString } from './copy-string.ts'
import type { KnownNames } from './ports.ts'

/** Names that are known to have been online; past it the one that was added first is forgotten. */
export const MOST_KNOWN = 10_000

export class MemoryKnownNames implements KnownNames {
  readonly #names = new Set<string>()

  add(name: string): void {
    this.#names.delete(name)
    this.#names.add(copyString(name))
    for (const first of this.#names) {
      if (this.#names.size <= MOST_KNOWN) break
      this.#names.delete(first)
    }
  }

  all(): Iterable<string> {
    return this.#names
  }
}
