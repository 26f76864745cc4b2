import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { FileLabel, FileRefusal, FileStore, OpenFile } from '@parley/engine'
import type { Database, Statement } from './database.ts'
import { hasCode } from './errors.ts'
import { ID_BYTES } from './memory-file-store.ts'
import { FileQuota, type FileUsage } from './quota.ts'
import type { Transaction } from './transaction.ts'

/** The end of the name of a file that is still being received. */
const PART = '.part'

interface FileStoreOptions {
  readonly folder: string
  /** Bytes of all files together. */
  readonly quota: number
  /** Whether a file that is kept is on the disk before its turn is committed. */
  readonly sync: boolean
}

/** Files in a folder, with an index in the database. A turn that is rolled back takes its files along. */
export class StoredFiles implements FileStore {
  readonly #options: FileStoreOptions
  readonly #transaction: Transaction
  readonly #insert: Statement
  readonly #quota: FileQuota
  readonly #version: Statement
  readonly #index: Statement
  /** What is in the index, by id. */
  #kept = new Map<string, FileUsage>()
  #seen = 0

  /** What the last gateway left without keeping it is deleted: nobody was promised it. */
  constructor(database: Database, transaction: Transaction, options: FileStoreOptions) {
    this.#options = options
    this.#transaction = transaction
    this.#insert = database.query(
      'INSERT INTO files (id, name, sender, recipient, time, size) VALUES (?, ?, ?, ?, ?, ?)',
    )
    this.#version = database.select('PRAGMA data_version')
    this.#index = database.select('SELECT id, sender, size FROM files')
    this.#quota = new FileQuota(options.quota)
    this.#count()
    clean(options.folder, this.#kept)
  }

  begin(label: FileLabel): OpenFile | FileRefusal {
    this.#count()
    const usage = { sender: label.from, size: 0 }
    const refusal = this.#quota.enter(usage)
    if (refusal !== undefined) return refusal
    const id = randomBytes(ID_BYTES).toString('hex')
    const path = join(this.#options.folder, id)
    try {
      return new StoredFile(path, this.#quota, usage, () => this.#keep(id, label, usage))
    } catch (error) {
      this.#quota.leave(usage)
      if (isFull(error)) return 'no-room'
      throw error
    }
  }

  /** Counts afresh where another process has changed the database: it may have removed files. */
  #count(): void {
    const version = this.#version.row()?.integer(0) ?? 0
    if (version === this.#seen) return
    this.#seen = version
    for (const usage of this.#kept.values()) this.#quota.leave(usage)
    this.#kept = new Map()
    for (const row of this.#index.rows()) {
      this.#add(row.text(0), { sender: row.text(1), size: row.integer(2) })
    }
  }

  #add(id: string, usage: FileUsage): void {
    this.#kept.set(id, usage)
    this.#quota.add(usage)
  }

  #keep(id: string, { name, from, to, time }: FileLabel, usage: FileUsage): string | undefined {
    const { folder, sync } = this.#options
    const path = join(folder, id)
    if (sync) syncPath(`${path}${PART}`)
    renameSync(`${path}${PART}`, path)
    if (sync) syncPath(folder)
    const undo = () => {
      this.#kept.delete(id)
      rmSync(path, { force: true })
      this.#quota.leave(usage)
    }
    const change = [this.#insert, id, name, from, to, time, usage.size] as const
    if (!this.#transaction.write(undo, change)) {
      undo()
      return undefined
    }
    this.#kept.set(id, usage)
    return id
  }
}

class StoredFile implements OpenFile {
  readonly #path: string
  readonly #part: string
  readonly #descriptor: number
  readonly #quota: FileQuota
  readonly #usage: FileUsage
  readonly #keep: () => string | undefined

  constructor(path: string, quota: FileQuota, usage: FileUsage, keep: () => string | undefined) {
    this.#path = path
    this.#part = `${path}${PART}`
    this.#descriptor = openSync(this.#part, 'wx', 0o600)
    this.#quota = quota
    this.#usage = usage
    this.#keep = keep
  }

  write(bytes: Uint8Array): FileRefusal | undefined {
    const refusal = this.#quota.grow(this.#usage, bytes.length)
    if (refusal !== undefined) return refusal
    try {
      let done = 0
      while (done < bytes.length) done += writeSync(this.#descriptor, bytes, done)
      return undefined
    } catch (error) {
      if (isFull(error)) return 'no-room'
      throw error
    }
  }

  keep(): string | undefined {
    closeSync(this.#descriptor)
    try {
      return this.#keep()
    } catch (error) {
      rmSync(this.#path, { force: true })
      this.#remove()
      throw error
    }
  }

  drop(): void {
    closeSync(this.#descriptor)
    this.#remove()
  }

  #remove(): void {
    rmSync(this.#part, { force: true })
    this.#quota.leave(this.#usage)
  }
}

/** Makes the folder, and deletes in it what is not in the index. Without room for it, it is empty. */
function clean(folder: string, kept: ReadonlyMap<string, FileUsage>): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    if (isFull(error)) return
    throw error
  }
  for (const name of readdirSync(folder)) {
    if (!kept.has(name)) rmSync(join(folder, name), { force: true })
  }
}

function syncPath(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Whether the disk has no room left, or the user's share of it. */
function isFull(error: unknown): boolean {
  return hasCode(error, 'ENOSPC', 'EDQUOT')
}
