import { type NameKeys, nameKeys } from '@parley/contract'
import { copyString } from './copy-string.ts'
import { NameIndex } from './name-index.ts'
import type { Blocks } from './ports.ts'

/** Names that one user has blocked; one more is refused. New names cost a stranger nothing. */
export const MOST_BLOCKED = 1_000

/** Whom one user has blocked. A block holds against every name that is alike. */
export class BlockList {
  readonly #names = new Set<string>()
  readonly #index = new NameIndex<string>()

  get names(): readonly string[] {
    return [...this.#names]
  }

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

/** Who has blocked whom, in this process. */
export class MemoryBlocks implements Blocks {
  readonly #blocked = new Map<string, BlockList>()

  get state(): readonly (readonly [string, readonly string[]])[] {
    return [...this.#blocked].map(([blocker, { names }]) => [blocker, names])
  }

  restore(state: MemoryBlocks['state']): void {
    for (const [blocker, names] of state) for (const name of names) this.add(blocker, name)
  }

  get none(): boolean {
    return this.#blocked.size === 0
  }

  has(blocker: string, name: NameKeys): boolean {
    return this.#blocked.get(blocker)?.has(name) ?? false
  }

  add(blocker: string, name: string): boolean {
    const blocked = this.#blocked.get(blocker) ?? new BlockList()
    if (blocked.isFull) return false
    if (!blocked.has(nameKeys(name))) blocked.add(name)
    this.#blocked.set(copyString(blocker), blocked)
    return true
  }

  remove(blocker: string, name: string): boolean {
    const blocked = this.#blocked.get(blocker)
    for (const one of [...(blocked?.alike(name) ?? [])]) blocked?.delete(one)
    if (blocked?.isEmpty) this.#blocked.delete(blocker)
    return true
  }

  move(from: string, to: string): void {
    const blocked = this.#blocked.get(from)
    if (blocked === undefined) return
    this.#blocked.delete(from)
    this.#blocked.set(copyString(to), blocked)
  }

  clear(blocker: string): void {
    this.#blocked.delete(blocker)
  }
}
