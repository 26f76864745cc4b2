import type { ShelfRefusal } from '@parley/engine'

/** Files on one shelf at the most, so that empty ones have an end too. */
export const MOST_FILES = 100_000

/** What one sender may have of a shelf, in files and in bytes, as a part of it. */
export const USER_SHARE = 1 / 10

/** One file that takes room: a part of it while it is received. */
export interface Taking {
  readonly sender: string
  size: number
}

/** What files may take, all together and of one sender: bytes and number. */
export class FileQuota {
  readonly #quota: number
  readonly #taking = new Set<Taking>()
  readonly #ofSender = new Map<string, { files: number; bytes: number }>()
  #bytes = 0

  constructor(quota: number) {
    this.#quota = quota
  }

  /** Gives why there is no room for one more file; `taking` is in the room otherwise. */
  enter(taking: Taking): ShelfRefusal | undefined {
    if (this.#taking.size >= MOST_FILES || this.#bytes >= this.#quota) return 'no-room'
    const { files = 0, bytes = 0 } = this.#ofSender.get(taking.sender) ?? {}
    if (files >= MOST_FILES * USER_SHARE || bytes >= this.#quota * USER_SHARE) return 'no-share'
    this.add(taking)
    return undefined
  }

  /** Gives why a file cannot grow by so much. */
  grow(taking: Taking, more: number): ShelfRefusal | undefined {
    if (this.#bytes + more > this.#quota) return 'no-room'
    const { bytes = 0 } = this.#ofSender.get(taking.sender) ?? {}
    if (bytes + more > this.#quota * USER_SHARE) return 'no-share'
    taking.size += more
    this.#count(taking.sender, 0, more)
    return undefined
  }

  /** It is there, whatever the room. */
  add(taking: Taking): void {
    this.#taking.add(taking)
    this.#count(taking.sender, 1, taking.size)
  }

  /** The file is gone. */
  leave(taking: Taking): void {
    if (this.#taking.delete(taking)) this.#count(taking.sender, -1, -taking.size)
  }

  #count(sender: string, files: number, bytes: number): void {
    const before = this.#ofSender.get(sender) ?? { files: 0, bytes: 0 }
    const after = { files: before.files + files, bytes: before.bytes + bytes }
    if (after.files === 0) this.#ofSender.delete(sender)
    else this.#ofSender.set(sender, after)
    this.#bytes += bytes
  }
}
