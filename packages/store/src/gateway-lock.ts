import { join } from 'node:path'
import { Database } from './database.ts'
import { hasCode, messageOf, StoreError } from './errors.ts'

export interface Hold {
  close(): void
}

/**
 * Makes this process the folder's only gateway until `close`: a transaction is held open on a
 * database of its own, whose lock the kernel gives up with the process, however it ends. Throws a
 * StoreError where another gateway holds it; `held` says so.
 */
export function holdFolder(folder: string, held = 'is in use by another gateway'): Hold {
  const lock = new Database(join(folder, 'gateway.lock'), 0)
  try {
    // It writes nothing, and holding it must not take room on a disk that is full.
    lock.execute('PRAGMA journal_mode = OFF')
    lock.execute('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw new StoreError(
      hasCode(error, 'SQLITE_BUSY')
        ? `${folder} ${held}`
        : `${lock.file} cannot be locked: ${messageOf(error)}`,
    )
  }
  return lock
}
