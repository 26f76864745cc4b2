import { type NameKeys, nameKeys } from '@parley/contract'
import { copyString } from './copy-string.ts'
import { MOST_LOCKS } from './lock-limits.ts'
import { NameIndex } from './name-index.ts'
import type { Account, Accounts, KeptAccount, Lock, Locks } from './ports.ts'

/** All accounts, as plain data. */
export interface AccountsState {
  /** The highest number that was given. */
  readonly last: number
  readonly accounts: readonly KeptAccount[]
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0
}

/** Accounts, in this process. */
export class MemoryAccounts implements Accounts {
  readonly #accounts = new Map<string, KeptAccount>()
  readonly #index = new NameIndex<string>()
  readonly #moderators = new Set<string>()
  readonly #most: number
  readonly #removed: (name: string) => void
  #last = 0

  /** `removed`: told of each account that is taken away. */
  constructor(most: number, removed: (name: string) => void) {
    this.#most = most
    this.#removed = removed
  }

  get state(): AccountsState {
    return { last: this.#last, accounts: [...this.#accounts.values()] }
  }

  restore({ last, accounts }: AccountsState): void {
    for (const account of accounts) {
      this.#accounts.set(account.name, account)
      this.#index.add(nameKeys(account.name), account.name)
    }
    this.#last = last
  }

  has(name: string): boolean {
    return this.#accounts.has(name)
  }

  find(name: string): KeptAccount | undefined {
    return this.#accounts.get(name)
  }

  alike(keys: NameKeys): Iterable<string> {
    return this.#index.alike(keys)
  }

  conflicts(): Iterable<readonly string[]> {
    const groups = [...this.#index.groups()].map((names) => [...names].sort())
    return new Map(groups.map((names) => [names.join(' '), names])).values()
  }

  put(account: Account): boolean {
    const known = this.#accounts.get(account.name)
    if (known !== undefined) {
      this.#accounts.set(known.name, { ...known, hash: account.hash })
      return true
    }
    const name = copyString(account.name)
    this.#last += 1
    this.#accounts.set(name, { ...account, name, number: this.#last, moderator: false })
    this.#index.add(nameKeys(name), name)
    return true
  }

  isFull(): boolean {
    return this.#accounts.size >= this.#most
  }

  remove(name: string): boolean {
    if (!this.#accounts.delete(name)) return false
    this.#index.delete(nameKeys(name), name)
    this.#moderators.delete(name)
    this.#removed(name)
    return true
  }

  setModerator(name: string, isOne: boolean): boolean {
    const account = this.#accounts.get(name)
    if (account === undefined) return false
    this.#accounts.set(account.name, { ...account, moderator: isOne })
    if (isOne) this.#moderators.add(account.name)
    else this.#moderators.delete(account.name)
    return true
  }

  moderators(): Iterable<string> {
    return this.#moderators
  }

  all(): Iterable<KeptAccount> {
    return [...this.#accounts.values()].sort(byName)
  }

  changedElsewhere(): boolean {
    return false
  }
}

/** Locks, in this process. */
export class MemoryLocks implements Locks {
  readonly #locks = new Map<string, Lock>()

  get state(): readonly Lock[] {
    return [...this.#locks.values()]
  }

  restore(state: readonly Lock[]): void {
    for (const lock of state) this.#locks.set(keyOf(lock.name, lock.address), lock)
  }

  find(name: string, address: string, now: number): Lock | undefined {
    for (const at of [undefined, address]) {
      const lock = this.#locks.get(keyOf(name, at))
      if (lock !== undefined && lock.until > now) return lock
    }
    return undefined
  }

  put(lock: Lock): void {
    for (const [key, { until }] of this.#locks) if (until <= lock.since) this.#locks.delete(key)
    const key = keyOf(lock.name, lock.address)
    this.#locks.delete(key)
    this.#locks.set(key, { ...lock, name: copyString(lock.name) })
    for (const [first] of this.#locks) {
      if (this.#locks.size <= MOST_LOCKS) break
      this.#locks.delete(first)
    }
  }

  remove(name: string): boolean {
    let found = false
    for (const [key, lock] of this.#locks) {
      if (lock.name === name) found = this.#locks.delete(key)
    }
    return found
  }

  all(now: number): Iterable<Lock> {
    return [...this.#locks.values()].filter(({ until }) => until > now).sort(byName)
  }
}

function keyOf(name: string, address: string | undefined): string {
  return address === undefined ? name : `${name} ${address}`
}
