import { Buffer } from 'node:buffer'
import type { DirectMessage } from '@parley/contract'
import { MemoryBlocks } from './block-list.ts'
import { copyString } from './copy-string.ts'
import { MemoryKnownNames } from './known-names.ts'
import { hasRoom, MOST_WAITING, MOST_WAITING_BYTES, type Volume } from './mailbox-quota.ts'
import { type AccountsState, MemoryAccounts, MemoryLocks } from './memory-accounts.ts'
import { TextBudget } from './past-text.ts'
import type {
  Lock,
  Mailbox,
  Member,
  Passwords,
  Ports,
  Restriction,
  RosterSession,
  Waiting,
} from './ports.ts'
import { MemoryRestrictions } from './restrictions.ts'
import { MemoryRoomRecords, type RoomRecordState } from './room-records.ts'
import { MemoryRoster } from './roster.ts'
import { MemoryTimeline, type TimelineLimits, type TimelineState } from './timeline.ts'

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

class MemoryMailbox implements Mailbox {
  readonly #limits: MemoryLimits
  readonly #isAccount: (name: string) => boolean
  readonly #waiting = new Map<string, DirectMessage[]>()

  constructor(limits: MemoryLimits, isAccount: (name: string) => boolean) {
    this.#limits = limits
    this.#isAccount = isAccount
  }

  get state(): readonly (readonly [string, readonly DirectMessage[]])[] {
    return [...this.#waiting]
  }

  restore(state: MemoryMailbox['state']): void {
    for (const [to, messages] of state) this.#waiting.set(to, [...messages])
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

/** All that ports in memory hold but who is online, as plain data. */
export interface PortsState {
  readonly accounts: AccountsState
  readonly locks: readonly Lock[]
  readonly timeline: TimelineState
  readonly mailbox: MemoryMailbox['state']
  readonly blocks: MemoryBlocks['state']
  readonly knownNames: readonly string[]
  readonly rooms: readonly RoomRecordState[]
  readonly restrictions: readonly Restriction[]
}

/** Ports whose state can be taken over by others. */
export interface MemoryPorts extends Ports {
  state(): PortsState
  /** Into ports that have just been made. */
  restore(state: PortsState): void
  /** Puts sessions of one name into the roster, in their order. */
  enterAgain(sessions: readonly RosterSession[]): Member | undefined
}

/** Ports that keep everything in this process and lose it with it. */
export function memoryPorts(
  limits: Partial<MemoryLimits> = {},
  passwords: Passwords = plainPasswords,
): MemoryPorts {
  const all = { ...memoryLimits, ...limits }
  const mailbox = new MemoryMailbox(all, (name) => accounts.has(name))
  const blocks = new MemoryBlocks()
  const locks = new MemoryLocks()
  const accounts: MemoryAccounts = new MemoryAccounts(all.accounts, (name) => {
    mailbox.drop(name, Number.POSITIVE_INFINITY)
    blocks.clear(name)
    locks.remove(name)
  })
  const roster = new MemoryRoster()
  const timeline = new MemoryTimeline(all)
  const knownNames = new MemoryKnownNames()
  const rooms = new MemoryRoomRecords()
  const restrictions = new MemoryRestrictions()
  const parts = { accounts, locks, timeline, mailbox, blocks, rooms, restrictions }
  return {
    ...parts,
    roster,
    passwords,
    knownNames,
    lastId: 0,
    run: 'memory',
    whenWritable: (then) => then(true),
    commit: () => {},
    state: () => ({
      accounts: accounts.state,
      locks: locks.state,
      timeline: timeline.state,
      mailbox: mailbox.state,
      blocks: blocks.state,
      knownNames: [...knownNames.all()],
      rooms: rooms.state,
      restrictions: restrictions.state,
    }),
    restore: (state) => {
      accounts.restore(state.accounts)
      locks.restore(state.locks)
      timeline.restore(state.timeline)
      mailbox.restore(state.mailbox)
      blocks.restore(state.blocks)
      for (const name of state.knownNames) knownNames.add(name)
      rooms.restore(state.rooms)
      restrictions.restore(state.restrictions)
    },
    enterAgain: (sessions) => roster.restore(sessions),
  }
}
