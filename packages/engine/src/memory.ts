import type { DirectMessage } from '@parley/contract'
import { detach } from './detach.ts'
import type {
  Account,
  Accounts,
  Blocks,
  Lock,
  Locks,
  Mailbox,
  Passwords,
  Ports,
  Waiting,
} from './ports.ts'
import { MemoryRoster } from './roster.ts'
import { MemoryTimeline, type TimelineLimits } from './timeline.ts'

/** What the in-memory ports keep at the most. */
export interface MemoryLimits extends TimelineLimits {
  /** Messages waiting for one name. */
  readonly mailboxMessages: number
  /** UTF-16 units of text waiting for one name, past which no more is taken. */
  readonly mailboxText: number
}

const defaultLimits: MemoryLimits = {
  timelineMessages: 10_000,
  timelineText: 16 * 1024 * 1024,
  mailboxMessages: 1_000,
  mailboxText: 1024 * 1024,
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0
}

class MemoryAccounts implements Accounts {
  readonly #accounts = new Map<string, Account>()
  readonly #removed: (name: string) => void

  /** `removed`: told of each account that is taken away. */
  constructor(removed: (name: string) => void) {
    this.#removed = removed
  }

  has(name: string): boolean {
    return this.#accounts.has(name)
  }

  find(name: string): Account | undefined {
    return this.#accounts.get(name)
  }

  put(account: Account): void {
    const name = detach(account.name)
    this.#accounts.set(name, { ...account, name })
  }

  remove(name: string): boolean {
    if (!this.#accounts.delete(name)) return false
    this.#removed(name)
    return true
  }

  all(): Iterable<Account> {
    return [...this.#accounts.values()].sort(byName)
  }
}

class MemoryLocks implements Locks {
  readonly #locks = new Map<string, Lock>()

  find(name: string, address: string, now: number): Lock | undefined {
    for (const at of [undefined, address]) {
      const lock = this.#locks.get(keyOf(name, at))
      if (lock !== undefined && lock.until > now) return lock
    }
    return undefined
  }

  put(lock: Lock): void {
    for (const [key, { until }] of this.#locks) if (until <= lock.since) this.#locks.delete(key)
    this.#locks.set(keyOf(lock.name, lock.address), { ...lock, name: detach(lock.name) })
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

class MemoryMailbox implements Mailbox {
  readonly #limits: MemoryLimits
  readonly #waiting = new Map<string, DirectMessage[]>()

  constructor(limits: MemoryLimits) {
    this.#limits = limits
  }

  put(message: DirectMessage): boolean {
    const waiting = this.#waiting.get(message.to) ?? []
    const { mailboxMessages, mailboxText } = this.#limits
    if (waiting.length >= mailboxMessages) return false
    if (waiting.reduce((sum, { text }) => sum + text.length, 0) >= mailboxText) return false
    waiting.push({ ...message, text: detach(message.text) })
    this.#waiting.set(message.to, waiting)
    return true
  }

  waiting(name: string): readonly DirectMessage[] {
    return [...(this.#waiting.get(name) ?? [])]
  }

  drop(name: string, upTo: number): void {
    const left = this.#waiting.get(name)?.filter(({ id }) => id > upTo) ?? []
    if (left.length > 0) this.#waiting.set(name, left)
    else this.#waiting.delete(name)
  }
}

class MemoryBlocks implements Blocks {
  readonly #blocked = new Map<string, Set<string>>()

  get none(): boolean {
    return this.#blocked.size === 0
  }

  has(blocker: string, name: string): boolean {
    return this.#blocked.get(blocker)?.has(name) ?? false
  }

  add(blocker: string, name: string): boolean {
    const blocked = this.#blocked.get(blocker) ?? new Set()
    if (blocked.has(name)) return false
    blocked.add(detach(name))
    this.#blocked.set(blocker, blocked)
    return true
  }

  remove(blocker: string, name: string): boolean {
    const blocked = this.#blocked.get(blocker)
    if (blocked === undefined || !blocked.delete(name)) return false
    if (blocked.size === 0) this.#blocked.delete(blocker)
    return true
  }

  clear(blocker: string): void {
    this.#blocked.delete(blocker)
  }
}

/** What has had its turn. */
const over: Waiting = { cancel: () => {}, defer: () => {} }

/** Passwords as they are, at once: for tests, and for engines that no real user ever sees. */
const plainPasswords: Passwords = {
  hash: (password, then) => {
    then(detach(password))
    return over
  },
  verify: (password, hash, then) => {
    then(password === hash)
    return over
  },
}

/** Ports that keep everything in this process and lose it with it. */
export function memoryPorts(
  limits: Partial<MemoryLimits> = {},
  passwords: Passwords = plainPasswords,
): Ports {
  const all = { ...defaultLimits, ...limits }
  const mailbox = new MemoryMailbox(all)
  const blocks = new MemoryBlocks()
  const locks = new MemoryLocks()
  const accounts = new MemoryAccounts((name) => {
    mailbox.drop(name, Number.POSITIVE_INFINITY)
    blocks.clear(name)
    locks.remove(name)
  })
  return {
    roster: new MemoryRoster(),
    accounts,
    passwords,
    locks,
    timeline: new MemoryTimeline(all),
    mailbox,
    blocks,
    lastId: 0,
    commit: () => {},
  }
}
