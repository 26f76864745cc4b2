import { type NameKeys, nameKeys } from '@parley/contract'
import { copyString } from './copy-string.ts'
import { NameIndex } from './name-index.ts'

/** Names that one user has blocked; one more is refused. New names cost a stranger nothing. */
export const MOST_BLOCKED = 1_000

/** Whom one user has blocked. A block holds against every name that is alike. */
export class BlockList {
  readonly #names = new Set<string>()
  readonly #index = new NameIndex<string>()

  get isEmpty(): boolean {
    return this.#names.size === 0
  }

  get isFull(): boolean {
    return this.#names.size >= MOST_BLOCKED
  }

  has(name: NameKeys): boolean {
    return this.#index.has(name)
  }

  add(name: string): void {
    if (this.#names.has(name)) return
    const own = copyString(name)
    this.#names.add(own)
    this.#index.add(nameKeys(own), own)
  }

  /** The names that were blocked and are alike, as they were spelled; each is to be deleted. */
  alike(name: string): Iterable<string> {
    return this.#index.alike(nameKeys(name))
  }

  /** `name`: as it was blocked. */
  delete(name: string): void {
    if (this.#names.delete(name)) this.#index.delete(nameKeys(name), name)
  }
}
