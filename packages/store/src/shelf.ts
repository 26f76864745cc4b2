import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { FileLabel, OpenFile, Shelf } from '@parley/engine'
import type { Database, Statement } from './database.ts'
import { hasCode } from './failure.ts'
import { ID_BYTES } from './memory-shelf.ts'
import { Room } from './room.ts'
import type { Transaction } from './transaction.ts'

/** The end of the name of a file that is still being received. */
const PART = '.part'

interface ShelfOptions {
  readonly folder: string
  /** Bytes of all files together. */
  readonly quota: number
  /** Whether a file that is kept is on the disk before its turn is committed. */
  readonly sync: boolean
}

/** Files in a folder, with an index in the database. A turn that is rolled back takes its files along. */
export class StoredShelf implements Shelf {
  readonly #options: ShelfOptions
  readonly #transaction: Transaction
  readonly #insert: Statement
  readonly #room: Room

  /** What the last gateway left without keeping it is deleted: nobody was told of it. */
  constructor(database: Database, transaction: Transaction, options: ShelfOptions) {
    this.#options = options
    this.#transaction = transaction
    this.#insert = database.query(
      'INSERT INTO files (id, name, sender, recipient, time, size) VALUES (?, ?, ?, ?, ?, ?)',
    )
    mkdirSync(options.folder, { recursive: true, mode: 0o700 })
    const kept = database.select('SELECT id FROM files').rows()
    this.#room = roomIn(options, new Set(kept.map((row) => row.text(0))))
  }

  begin(label: FileLabel): OpenFile | undefined {
    if (!this.#room.enter()) return undefined
    const id = randomBytes(ID_BYTES).toString('base64url')
    const path = join(this.#options.folder, id)
    try {
      return new StoredFile(path, this.#room, (size) => this.#keep(id, label, size))
    } catch (error) {
      this.#room.leave(0)
      if (isFull(error)) return undefined
      throw error
    }
  }

  #keep(id: string, { name, from, to, time }: FileLabel, size: number): string | undefined {
    const { folder, sync } = this.#options
    const path = join(folder, id)
    if (sync) syncPath(`${path}${PART}`)
    renameSync(`${path}${PART}`, path)
    if (sync) syncPath(folder)
    const undo = () => this.#forget(path, size)
    if (this.#transaction.write(undo, [this.#insert, id, name, from, to, time, size])) return id
    undo()
    return undefined
  }

  #forget(path: string, size: number): void {
    rmSync(path, { force: true })
    this.#room.leave(size)
  }
}

class StoredFile implements OpenFile {
  readonly #path: string
  readonly #part: string
  readonly #descriptor: number
  readonly #room: Room
  readonly #keep: (size: number) => string | undefined
  #size = 0

  constructor(path: string, room: Room, keep: (size: number) => string | undefined) {
    this.#path = path
    this.#part = `${path}${PART}`
    this.#descriptor = openSync(this.#part, 'wx', 0o600)
    this.#room = room
    this.#keep = keep
  }

  write(bytes: Uint8Array): boolean {
    if (!this.#room.grow(bytes.length)) return false
    this.#size += bytes.length
    try {
      let done = 0
      while (done < bytes.length) done += writeSync(this.#descriptor, bytes, done)
      return true
    } catch (error) {
      if (isFull(error)) return false
      throw error
    }
  }

  keep(): string | undefined {
    closeSync(this.#descriptor)
    try {
      return this.#keep(this.#size)
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
    this.#room.leave(this.#size)
  }
}

function roomIn({ folder, quota }: ShelfOptions, kept: ReadonlySet<string>): Room {
  let files = 0
  let bytes = 0
  for (const name of readdirSync(folder)) {
    if (!kept.has(name)) {
      rmSync(join(folder, name), { force: true })
    } else {
      files += 1
      bytes += statSync(join(folder, name)).size
    }
  }
  return new Room(quota, files, bytes)
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
