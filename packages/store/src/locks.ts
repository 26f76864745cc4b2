import type { Lock, Locks } from '@parley/engine'
import type { Database, Row, Statement } from './database.ts'
import type { Transaction } from './transaction.ts'

/** How the table writes that a lock is for any address. */
const ANYWHERE = ''

const CELLS = 'name, address, since, until'

/** Names that cannot be entered for a while; read from the table each time. */
export class StoredLocks implements Locks {
  readonly #transaction: Transaction
  readonly #statements: ReturnType<typeof prepare>

  constructor(database: Database, transaction: Transaction) {
    this.#transaction = transaction
    this.#statements = prepare(database)
  }

  find(name: string, address: string, now: number): Lock | undefined {
    const row = this.#statements.find.row(name, address, now)
    return row === undefined ? undefined : lockOf(row)
  }

  put({ name, address = ANYWHERE, since, until }: Lock): void {
    const { clean, put } = this.#statements
    this.#transaction.write(undefined, clean, since)
    this.#transaction.write(undefined, put, name, address, since, Math.round(until))
  }

  remove(name: string): boolean {
    const { isThere, remove } = this.#statements
    if (isThere.row(name) === undefined) return false
    this.#transaction.write(undefined, remove, name)
    return true
  }

  all(now: number): Iterable<Lock> {
    return this.#statements.all.rows(now).map(lockOf)
  }
}

function prepare(database: Database) {
  return {
    find: database.select(
      `SELECT ${CELLS} FROM locks WHERE name = ? AND address IN ('', ?) AND until > ?
       ORDER BY address LIMIT 1`,
    ),
    clean: database.query('DELETE FROM locks WHERE until <= ?'),
    put: database.query(`INSERT OR REPLACE INTO locks (${CELLS}) VALUES (?, ?, ?, ?)`),
    isThere: database.select('SELECT 1 FROM locks WHERE name = ? LIMIT 1'),
    remove: database.query('DELETE FROM locks WHERE name = ?'),
    all: database.select(`SELECT ${CELLS} FROM locks WHERE until > ? ORDER BY name, address`),
  } satisfies Record<string, Statement>
}

function lockOf(row: Row): Lock {
  const address = row.text(1)
  return {
    name: row.text(0),
    address: address === ANYWHERE ? undefined : address,
    since: row.integer(2),
    until: row.integer(3),
  }
}
