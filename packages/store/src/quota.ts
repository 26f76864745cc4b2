import type { FileRefusal } from '@parley/engine'

/** Files in one file store at the most, so that empty ones have an end too. */
export const MOST_FILES = 100_000

/** What one sender may have of a file store, in files and in bytes, as a part of it. */
export const USER_SHARE = 1 / 10

/** What one file uses: its size so far, while it is received. */
export interface FileUsage {
  readonly sender: string
  size: number
}

/** What files may take, all together and of one sender: bytes and number. */
export class FileQuota {
  readonly #quota: number
  readonly #usages = new Set<FileUsage>()
  readonly #ofSender = new Map<string, { files: number; bytes: number }>()
  #bytes = 0

  constructor(quota: number) {
    this.#quota = quota
  }

  /** Gives why one file more is refused; otherwise `usage` is counted. */
  enter(usage: FileUsage): FileRefusal | undefined {
    if (this.#usages.size >= MOST_FILES || this.#bytes >= this.#quota) return 'no-room'
    const { files = 0, bytes = 0 } = this.#ofSender.get(usage.sender) ?? {}
    if (files >= MOST_FILES * USER_SHARE || bytes >= this.#quota * USER_SHARE) return 'no-share'
    this.add(usage)
    return undefined
  }

  /** Gives why a file cannot grow by so much. */
  grow(usage: FileUsage, more: number): FileRefusal | undefined {
    if (this.#bytes + more > this.#quota) return 'no-room'
    const { bytes = 0 } = this.#ofSender.get(usage.sender) ?? {}
    if (bytes + more > this.#quota * USER_SHARE) return 'no-share'
    usage.size += more
    this.#count(usage.sender, 0, more)
    return undefined
  }

  /** Counts a file that is there already, even past the quota. */
  add(usage: FileUsage): void {
    this.#usages.add(usage)
    this.#count(usage.sender, 1, usage.size)
  }

  /** The file is gone. */
  leave(usage: FileUsage): void {
    if (this.#usages.delete(usage)) this.#count(usage.sender, -1, -usage.size)
  }

  #count(sender: string, files: number, bytes: number): void {
    const before = this.#ofSender.get(sender) ?? { files: 0, bytes: 0 }
    const after = { files: before.files + files, bytes: before.bytes + bytes }
    if (after.files === 0) this.#ofSender.delete(sender)
    else this.#ofSender.set(sender, after)
    this.#bytes += bytes
  }
}
