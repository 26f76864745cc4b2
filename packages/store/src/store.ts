import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  type Accounts,
  type FileStore,
  type Locks,
  MOST_ACCOUNTS,
  memoryPorts,
  type Passwords,
  type Ports,
} from '@parley/engine'
import { StoredAccounts } from './accounts.ts'
import { beginWriting, lastIdIn } from './begin.ts'
import { StoredBlocks } from './blocks.ts'
import { Database } from './database.ts'
import { DiskWatch, type Say } from './disk-watch.ts'
import { hasCode, messageOf, StoreError } from './errors.ts'
import { type FileBook, fileBook } from './file-book.ts'
import { StoredFiles } from './file-store.ts'
import { makeFolder } from './folder.ts'
import { type Hold, holdFolder } from './gateway-lock.ts'
import { StoredKnownNames } from './known-names.ts'
import { StoredLocks } from './locks.ts'
import { StoredMailbox } from './mailbox.ts'
import { renewNameKeys } from './name-keys.ts'
import { scryptPasswords } from './passwords.ts'
import { StoredRestrictions } from './restrictions.ts'
import { StoredRooms } from './rooms.ts'
import { inspect, isOutdated, migrate, readable } from './schema.ts'
import { StoredTimeline } from './timeline.ts'
import { lobbyQueries } from './timeline-queries.ts'
import { Transaction } from './transaction.ts'
import { WriteQueue } from './write-queue.ts'

/** Random bytes that tell this opening of a folder from any other. */
const RUN = 12

/** Bytes of all files together, if nobody says otherwise. */
export const FILES_QUOTA = 1024 * 1024 * 1024

/**
 * Public messages that are kept, if nobody says otherwise: those of a large course for years. Past it
 * the oldest are let go; the numbers of the others stay.
 */
export const TIMELINE_MESSAGES = 100_000

/** UTF-8 bytes of the texts of public messages that are kept, if nobody says otherwise. */
export const TIMELINE_BYTES = 256 * 1024 * 1024

/** The folder of the files, in the data folder. */
const FILES = 'files'

/** After a checkpoint SQLite’s write-ahead log is truncated to so many bytes. */
const LOG_BYTES = 16 * 1024 * 1024

/** Why accounts cannot be administered. */
const EARLIER = 'is in use by a gateway of an earlier version: stop that first'

export interface StoreOptions {
  /**
   * `full`: a commit is on the disk when it returns. `relaxed`: it is with the system, so that a
   * process that is killed loses nothing, and a machine that loses power its last moments.
   */
  readonly durability: 'full' | 'relaxed'
  /** scrypt at its usual cost, if absent. */
  readonly passwords?: Passwords
  /** Bytes of all files together; 1 GiB if absent. */
  readonly filesQuota?: number | undefined
  /** Public messages that are kept, and the bytes of their texts; past it the oldest go. */
  readonly timelineMessages?: number | undefined
  readonly timelineBytes?: number | undefined
  /** Accounts up to which a login may make one. */
  readonly accounts?: number | undefined
  /** Told of what goes wrong with the files, and when it is over; nobody if absent. */
  readonly say?: Say
}

/** A folder that one gateway has for itself. */
export interface Store {
  readonly ports: Ports
  readonly fileStore: FileStore
  /** Whether nothing could be kept the last time that it was tried. */
  isFailing(): boolean
  /** What was not committed is lost. Nothing of the store is used afterwards. */
  close(): void
}

/** Accounts and locks of a folder, whether or not a gateway runs on it. Each change lasts at once. */
export interface AccountBook {
  readonly accounts: Accounts
  readonly locks: Locks
  close(): void
}

/**
 * Opens a folder, which is made where there is none, for one gateway. Throws a StoreError where
 * another gateway has it, or where what is in it is damaged, foreign or of a newer version; the
 * files are left as they are then.
 */
export function openStore(folder: string, options: StoreOptions): Store {
  makeDataFolder(folder)
  const hold = holdFolder(folder)
  try {
    const database = openDatabase(folder, true)
    try {
      return storeOn(folder, database, options, hold)
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    hold.close()
    throw error
  }
}

/** Opens the accounts of a folder, which is made where there is none. Throws as `openStore` does. */
export function openAccounts(folder: string): AccountBook {
  makeDataFolder(folder)
  const database = openDatabase(folder, false)
  database.execute('PRAGMA synchronous = FULL')
  const transaction = new Transaction(database)
  const { accounts, locks } = tablesIn(database, transaction)
  const lasting = <Result>(change: () => Result): Result => {
    const result = change()
    transaction.commitOrThrow()
    return result
  }
  return {
    accounts: {
      has: (name) => accounts.has(name),
      find: (name) => accounts.find(name),
      alike: (keys) => accounts.alike(keys),
      conflicts: () => accounts.conflicts(),
      all: () => accounts.all(),
      moderators: () => accounts.moderators(),
      changedElsewhere: () => accounts.changedElsewhere(),
      isFull: () => accounts.isFull(),
      setModerator: (name, isOne) => lasting(() => accounts.setModerator(name, isOne)),
      put: (account) => lasting(() => accounts.put(account)),
      remove: (name) => lasting(() => accounts.remove(name)),
    },
    locks: {
      find: (name, address, now) => locks.find(name, address, now),
      all: (now) => locks.all(now),
      put: (lock) => lasting(() => locks.put(lock)),
      remove: (name) => lasting(() => locks.remove(name)),
    },
    close: () => database.close(),
  }
}

/** Opens the files of a folder that there is. Throws as `openStore` does. */
export function openFiles(folder: string): FileBook {
  const database = openDatabase(folder, false)
  database.execute('PRAGMA synchronous = FULL')
  return fileBook(database, join(folder, FILES))
}

function makeDataFolder(folder: string): void {
  try {
    makeFolder(folder, 0o700)
  } catch (error) {
    throw new StoreError(`${folder} cannot be made: ${messageOf(error)}`)
  }
}

/** A gateway opens it alone where the disk has no room for what processes share. */
function openDatabase(folder: string, whole: boolean): Database {
  const file = join(folder, 'parley.db')
  try {
    return readyDatabase(file, whole, () => {})
  } catch (error) {
    const cause = error instanceof StoreError ? error.cause : undefined
    if (!whole || !hasCode(cause, 'SQLITE_IOERR_SHMSIZE', 'SQLITE_FULL')) throw error
    return readyDatabase(file, whole, (database) => database.takeAlone())
  }
}

function readyDatabase(file: string, whole: boolean, first: (opened: Database) => void): Database {
  const database = readable(file, () => {
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
    return new Database(file)
  })
  try {
    readable(file, () => {
      first(database)
      if (whole) inspect(database)
      bringUpToDate(database, whole)
      database.execute('PRAGMA journal_mode = WAL')
    })
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/** `held`: this process is the folder’s gateway. Another one would not know what is made of its tables. */
function bringUpToDate(database: Database, held: boolean): void {
  const hold =
    held || !isOutdated(database) ? undefined : holdFolder(dirname(database.file), EARLIER)
  try {
    migrate(database)
    renewNameKeys(database)
  } finally {
    hold?.close()
  }
}

function storeOn(folder: string, database: Database, options: StoreOptions, hold: Hold): Store {
  const { durability, passwords = scryptPasswords(), filesQuota = FILES_QUOTA } = options
  const watch = new DiskWatch(database.file, options.say ?? (() => {}))
  const sync = durability === 'full'
  // NORMAL rather than OFF: it syncs only at a checkpoint, and no loss of power leaves
  // the file damaged.
  database.execute(`PRAGMA synchronous = ${sync ? 'FULL' : 'NORMAL'}`)
  database.execute(`PRAGMA journal_size_limit = ${LOG_BYTES}`)
  // Nothing else on the event loop may wait for another process that writes.
  database.execute('PRAGMA busy_timeout = 0')
  const transaction = new Transaction(database, watch)
  const queue = new WriteQueue(transaction)
  watch.begin(() => {
    transaction.writePending()
    watch.shareAgain(database)
  })
  const timeline = new StoredTimeline(transaction, lobbyQueries(database), {
    messages: options.timelineMessages ?? TIMELINE_MESSAGES,
    bytes: options.timelineBytes ?? TIMELINE_BYTES,
  })
  beginWriting(database, transaction, timeline)
  const rooms = new StoredRooms(database, transaction)
  const keys = new Set([...rooms.all()].map(({ key }) => key))
  const restrictions = new StoredRestrictions(database, transaction, (key) => keys.has(key))
  const fileStore = new StoredFiles(database, transaction, {
    folder: join(folder, FILES),
    quota: filesQuota,
    sync,
  })
  return {
    ports: {
      roster: memoryPorts().roster,
      passwords,
      timeline,
      rooms,
      restrictions,
      ...tablesIn(database, transaction, options.accounts),
      lastId: lastIdIn(database),
      run: randomBytes(RUN).toString('base64url'),
      whenWritable: (then) => queue.whenWritable(then),
      commit: () => transaction.commit(),
    },
    fileStore,
    isFailing: () => watch.isFailing,
    close: () => {
      watch.close()
      queue.close()
      try {
        if (watch.missing() !== undefined) watch.save(database)
        leave(database)
      } finally {
        hold.close()
      }
    },
  }
}

function tablesIn(database: Database, transaction: Transaction, most = MOST_ACCOUNTS) {
  const blocks = new StoredBlocks(database, transaction)
  const mailbox = new StoredMailbox(database, transaction)
  const locks = new StoredLocks(database, transaction)
  const accounts = new StoredAccounts(database, transaction, { blocks, mailbox, locks }, most)
  const knownNames = new StoredKnownNames(database, transaction)
  return { accounts, locks, mailbox, blocks, knownNames }
}

/** A checkpoint moves the log into the database file; one that fails is done at the next opening. */
function leave(database: Database): void {
  try {
    if (database.inTransaction) database.execute('ROLLBACK')
    database.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  } catch (error) {
    if (!hasCode(error, 'SQLITE_FULL', 'SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_IOERR')) throw error
  } finally {
    database.close()
  }
}
