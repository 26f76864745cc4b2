import { addressKey } from '@parley/engine'

/**
 * What one connection has sent of an unfinished message is counted beyond this, in bytes: smaller
 * messages are bounded by the number of connections.
 */
export const UNCOUNTED = 64 * 1024

/**
 * The most that is counted for one connection, in bytes. What has been sent beyond belongs to a
 * message that was refused already, and is only skipped.
 */
const MOST_OF_ONE = 2 * 1024 * 1024

/**
 * Unfinished messages of all connections of one address, in bytes: a few long messages at the same
 * time. Past it the connection of this address that has sent most of one is closed.
 */
export const MOST_OF_ADDRESS = 16 * 1024 * 1024

/**
 * Unfinished messages of all connections, in bytes: they are held as text, which can take twice as
 * much memory. Past it the connection that has sent most of one is closed, of the address that has
 * most.
 */
export const MOST_OF_ALL = 64 * 1024 * 1024

/** The connection that sends. */
interface Owner {
  readonly address: string
  /** Whether its address has a bound of its own. */
  readonly limited: boolean
  close(): void
}

/** The connections of one address that are in the middle of a long message. */
interface Holders {
  bytes: number
  readonly all: Set<Unfinished>
}

/** What one connection has sent of a message whose end has not come. */
export class Unfinished {
  readonly #guard: UnfinishedGuard
  readonly owner: Owner
  #bytes = 0
  #counted = 0

  constructor(guard: UnfinishedGuard, owner: Owner) {
    this.#guard = guard
    this.owner = owner
  }

  /** What is counted of it, in bytes. */
  get counted(): number {
    return this.#counted
  }

  read(length: number): void {
    this.#bytes += length
  }

  /** All that was complete has been carried out: what was read since then is counted. */
  wait(): void {
    if (this.#bytes > UNCOUNTED) this.#count(Math.min(this.#bytes, MOST_OF_ONE))
  }

  /** A message was complete: it has been answered, or something has been asked for it. */
  finish(): void {
    this.#bytes = 0
    if (this.#counted > 0) this.#count(0)
  }

  #count(bytes: number): void {
    const more = bytes - this.#counted
    this.#counted = bytes
    if (more !== 0) this.#guard.changed(this, more)
  }
}

/** Bounds what all connections together hold of messages that may never be finished. */
export class UnfinishedGuard {
  readonly #addresses = new Map<string, Holders>()
  #bytes = 0

  /** For a connection, which says that it has finished when it closes. */
  enter(owner: Owner): Unfinished {
    return new Unfinished(this, { ...owner, address: addressKey(owner.address) })
  }

  /** What is counted of all connections, in bytes. */
  get bytes(): number {
    return this.#bytes
  }

  changed(one: Unfinished, more: number): void {
    this.#bytes += more
    const { address, limited } = one.owner
    const holders = this.#addresses.get(address) ?? { bytes: 0, all: new Set() }
    this.#addresses.set(address, holders)
    holders.bytes += more
    if (one.counted > 0) holders.all.add(one)
    else holders.all.delete(one)
    if (holders.all.size === 0) this.#addresses.delete(address)
    if (limited && holders.bytes > MOST_OF_ADDRESS) this.#close(holders)
    if (this.#bytes > MOST_OF_ALL) this.#close(largest(this.#addresses.values(), bytesOf))
  }

  #close(holders: Holders | undefined): void {
    const one = largest(holders?.all ?? [], countedOf)
    one?.finish()
    one?.owner.close()
  }
}

const bytesOf = (holders: Holders): number => holders.bytes
const countedOf = (one: Unfinished): number => one.counted

function largest<One>(all: Iterable<One>, size: (one: One) => number): One | undefined {
  let found: One | undefined
  for (const one of all) if (found === undefined || size(one) > size(found)) found = one
  return found
}
