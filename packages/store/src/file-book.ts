import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { FileLabel } from '@parley/engine'
import type { Database, Row } from './database.ts'
import { StoreError } from './errors.ts'

/** A file that is kept, as its index has it. */
export interface KeptFile extends FileLabel {
  readonly id: string
  /** Bytes. */
  readonly size: number
  readonly path: string
}

/** The files of a folder, whether or not a gateway runs on it. Each change lasts at once. */
export interface FileBook {
  /** Oldest first. */
  all(): readonly KeptFile[]
  /** False where there is none of that id. */
  remove(id: string): boolean
  close(): void
}

/** `folder`: where the files are; the database has their index. */
export function fileBook(database: Database, folder: string): FileBook {
  const all = database.select(
    'SELECT id, name, sender, recipient, time, size FROM files ORDER BY time, id',
  )
  const remove = database.query('DELETE FROM files WHERE id = ?')
  return {
    all: () => all.rows().map((row) => fileOf(row, folder)),
    remove: (id) => {
      if (remove.run(id) === 0) return false
      const path = join(folder, id)
      rmSync(path, { force: true })
      if (existsSync(path)) throw new StoreError(`${path} cannot be removed`)
      return true
    },
    close: () => database.close(),
  }
}

function fileOf(row: Row, folder: string): KeptFile {
  return {
    id: row.text(0),
    name: row.text(1),
    from: row.text(2),
    to: row.text(3),
    time: row.integer(4),
    size: row.integer(5),
    path: join(folder, row.text(0)),
  }
}
