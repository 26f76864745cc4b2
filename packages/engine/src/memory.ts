import { Buffer } from 'node:buffer'
import type { DirectMessage, PublicMessage } from '@parley/contract'
import type {
  Accounts,
  Blocks,
  Entrant,
  Mailbox,
  Member,
  Ports,
  Roster,
  RosterSession,
  Timeline,
} from './ports.ts'

/** What the in-memory ports keep at the most. */
export interface MemoryLimits {
  /** Public messages. */
  readonly timelineMessages: number
  /** UTF-16 units of all public texts together. */
  readonly timelineText: number
  /** Messages waiting for one name. */
  readonly mailboxMessages: number
}

const defaultLimits: MemoryLimits = {
  timelineMessages: 10_000,
  timelineText: 16 * 1024 * 1024,
  mailboxMessages: 1_000,
}

/** A copy that does not keep alive the longer string that `text` may have been cut from. */
function detach(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}

interface Place extends Entrant {
  readonly sessions: RosterSession[]
}

class MemoryRoster implements Roster {
  readonly #places = new Map<string, Place>()
  readonly #counts = new Map<string, number>()

  enter(entrant: Entrant, session: RosterSession): Member | undefined {
    if (this.#places.has(entrant.name)) return undefined
    const name = detach(entrant.name)
    const place: Place = { ...entrant, name, sessions: [session] }
    this.#places.set(name, place)
    this.#counts.set(place.listener, this.count(place.listener) + 1)
    return place
  }

  leave(member: Member, session: RosterSession): boolean {
    const place = this.#places.get(member.name)
    const at = place?.sessions.indexOf(session) ?? -1
    if (place === undefined || at < 0) return false
    place.sessions.splice(at, 1)
    if (place.sessions.length > 0) return false
    this.#places.delete(place.name)
    this.#counts.set(place.listener, this.count(place.listener) - 1)
    return true
  }

  find(name: string): Member | undefined {
    return this.#places.get(name)
  }

  members(): Iterable<Member> {
    return this.#places.values()
  }

  count(listener: string): number {
    return this.#counts.get(listener) ?? 0
  }
}

class MemoryAccounts implements Accounts {
  readonly #names = new Set<string>()

  has(name: string): boolean {
    return this.#names.has(name)
  }

  add(name: string): void {
    this.#names.add(detach(name))
  }

  remove(name: string): void {
    this.#names.delete(name)
  }
}

class MemoryTimeline implements Timeline {
  readonly #limits: MemoryLimits
  #kept: PublicMessage[] = []
  #from = 0
  #text = 0
  #count = 0

  constructor(limits: MemoryLimits) {
    this.#limits = limits
  }

  append(message: Omit<PublicMessage, 'number' | 'kind'>): number {
    const text = detach(message.text)
    this.#count += 1
    const { id, time, from } = message
    this.#kept.push({ kind: 'public', id, time, number: this.#count, from, text })
    this.#text += text.length
    while (
      this.#kept.length - this.#from > this.#limits.timelineMessages ||
      this.#text > this.#limits.timelineText
    ) {
      this.#text -= this.#kept[this.#from]?.text.length ?? 0
      this.#from += 1
    }
    if (this.#from > 1024 && this.#from * 2 > this.#kept.length) {
      this.#kept = this.#kept.slice(this.#from)
      this.#from = 0
    }
    return this.#count
  }

  last(count: number): readonly PublicMessage[] {
    return this.#kept.slice(Math.max(this.#from, this.#kept.length - count))
  }
}

class MemoryMailbox implements Mailbox {
  readonly #limits: MemoryLimits
  readonly #waiting = new Map<string, DirectMessage[]>()

  constructor(limits: MemoryLimits) {
    this.#limits = limits
  }

  put(message: DirectMessage): boolean {
    const waiting = this.#waiting.get(message.to) ?? []
    if (waiting.length >= this.#limits.mailboxMessages) return false
    waiting.push({ ...message, text: detach(message.text) })
    this.#waiting.set(message.to, waiting)
    return true
  }

  take(name: string): readonly DirectMessage[] {
    const waiting = this.#waiting.get(name)
    if (waiting === undefined) return []
    this.#waiting.delete(name)
    return waiting
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

/** Ports that keep everything in this process and lose it with it. */
export function memoryPorts(limits: Partial<MemoryLimits> = {}): Ports {
  const all = { ...defaultLimits, ...limits }
  return {
    roster: new MemoryRoster(),
    accounts: new MemoryAccounts(),
    timeline: new MemoryTimeline(all),
    mailbox: new MemoryMailbox(all),
    blocks: new MemoryBlocks(),
    commit: () => {},
  }
}
