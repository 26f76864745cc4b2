import { Buffer } from 'node:buffer'
import { type DirectMessage, type NameKeys, nameKeys } from '@parley/contract'
import { MemoryBlocks } from './block-list.ts'
import { copyString } from './copy-string.ts'
import { MemoryKnownNames } from './known-names.ts'
import { MOST_LOCKS } from './lock-limits.ts'
import { hasRoom, MOST_WAITING, MOST_WAITING_BYTES, type Volume } from './mailbox-quota.ts'
import { NameIndex } from './name-index.ts'
import { TextBudget } from './past-text.ts'
import type {
  Account,
  Accounts,
  KeptAccount,
  Lock,
  Locks,
  Mailbox,
  Passwords,
  Ports,
  Waiting,
} from './ports.ts'
import { MemoryRestrictions } from './restrictions.ts'
import { MemoryRoomRecords } from './room-records.ts'
import { MemoryRoster } from './roster.ts'
import { MemoryTimeline, type TimelineLimits } from './timeline.ts'

/** What the in-memory ports keep at the most. */
export interface MemoryLimits extends TimelineLimits {
  /** Messages waiting for one name. */
  readonly mailboxMessages: number
  /** UTF-8 bytes of text waiting for one name. */
  readonly mailboxBytes: number
  /** Accounts up to which a login may make one. */
  readonly accounts: number
}

/** Accounts up to which a login may make one, where the operator says nothing else. */
export const MOST_ACCOUNTS = 100_000

export const memoryLimits: MemoryLimits = {
  timelineMessages: 10_000,
  timelineText: 16 * 1024 * 1024,
  mailboxMessages: MOST_WAITING,
  mailboxBytes: MOST_WAITING_BYTES,
  accounts: MOST_ACCOUNTS,
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0
}

class MemoryAccounts implements Accounts {
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

class MemoryMailbox implements Mailbox {
  readonly #limits: MemoryLimits
  readonly #isAccount: (name: string) => boolean
  readonly #waiting = new Map<string, DirectMessage[]>()

  constructor(limits: MemoryLimits, isAccount: (name: string) => boolean) {
    this.#limits = limits
    this.#isAccount = isAccount
  }

  put(message: DirectMessage, present: boolean): boolean {
    const { mailboxMessages: messages, mailboxBytes } = this.#limits
    const waiting = this.#waiting.get(message.to) ?? []
    const incoming = {
      bytes: Buffer.byteLength(message.text),
      present,
      stranger: !this.#isAccount(message.from),
    }
    const kept = {
      all: volumeOf(waiting),
      ofSender: volumeOf(waiting.filter(({ from }) => from === message.from)),
      ofStrangers: volumeOf(waiting.filter(({ from }) => !this.#isAccount(from))),
    }
    if (!hasRoom(kept, incoming, { messages, bytes: mailboxBytes })) return false
    const to = copyString(message.to)
    waiting.push({ ...message, to, text: copyString(message.text) })
    this.#waiting.set(to, waiting)
    return true
  }

  waiting(name: string, after: number): readonly DirectMessage[] {
    const budget = new TextBudget()
    const later = this.#waiting.get(name)?.filter(({ id }) => id > after) ?? []
    const end = later.findIndex(({ text }) => !budget.take(text))
    return end < 0 ? later : later.slice(0, Math.max(1, end))
  }

  drop(name: string, upTo: number): void {
    const left = this.#waiting.get(name)?.filter(({ id }) => id > upTo) ?? []
    if (left.length > 0) this.#waiting.set(copyString(name), left)
    else this.#waiting.delete(name)
  }
}

function volumeOf(messages: readonly DirectMessage[]): Volume {
  const bytes = messages.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  return { messages: messages.length, bytes }
}

/** What has had its turn. */
const over: Waiting = { cancel: () => {}, defer: () => {} }

/** Passwords as they are, at once: for tests, and for engines that no real user ever sees. */
const plainPasswords: Passwords = {
  hash: (password, then) => {
    then(copyString(password))
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
  const all = { ...memoryLimits, ...limits }
  const mailbox: Mailbox = new MemoryMailbox(all, (name) => accounts.has(name))
  const blocks = new MemoryBlocks()
  const locks = new MemoryLocks()
  const accounts: Accounts = new MemoryAccounts(all.accounts, (name) => {
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
    knownNames: new MemoryKnownNames(),
    rooms: new MemoryRoomRecords(),
    restrictions: new MemoryRestrictions(),
    lastId: 0,
    run: 'memory',
    whenWritable: (then) => then(true),
    commit: () => {},
  }
}
