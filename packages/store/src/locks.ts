import { type Lock, type Locks, MOST_LOCKS } from '@parley/engine'
import type { Database, Row, Statement, Value } from './database.ts'
import type { Transaction } from './transaction.ts'

/** How the table writes that a lock is for any address. */
const ANYWHERE = ''

const CELLS = 'name, address, since, until'

/** Names that cannot be entered for a while; read from the table each time. One that cannot be written yet holds too. */
export class StoredLocks implements Locks {
  readonly #transaction: Transaction
  readonly #statements: ReturnType<typeof prepare>

  constructor(database: Database, transaction: Transaction) {
    this.#transaction = transaction
    this.#statements = prepare(database)
  }

  find(name: string, address: string, now: number): Lock | undefined {
    for (const at of [ANYWHERE, address]) {
      const values = this.#transaction.pendingValues(keyOf(name, at))
      if (values !== undefined && Number(values[3]) > now) return lockIn(values)
    }
    const row = this.#statements.find.row(name, address, now)
    return row === undefined ? undefined : lockOf(row)
  }

  put({ name, address = ANYWHERE, since, until }: Lock): void {
    const { clean, put, oldest } = this.#statements
    this.#transaction.writeEventually('locks that are over', clean, since)
    const values = [name, address, since, Math.round(until)] as const
    this.#transaction.writeEventually(keyOf(name, address), put, ...values)
    this.#transaction.writeEventually('locks past the most', oldest, MOST_LOCKS - 1)
  }

  remove(name: string): boolean {
    const { isThere, remove } = this.#statements
    if (isThere.row(name) === undefined) return false
    return this.#transaction.write(undefined, [remove, name])
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
    oldest: database.query(
      `DELETE FROM locks WHERE (since, name, address) < (
         SELECT since, name, address FROM locks
         ORDER BY since DESC, name DESC, address DESC LIMIT 1 OFFSET ?
       )`,
    ),
    isThere: database.select('SELECT 1 FROM locks WHERE name = ? LIMIT 1'),
    remove: database.query('DELETE FROM locks WHERE name = ?'),
    all: database.select(`SELECT ${CELLS} FROM locks WHERE until > ? ORDER BY name, address`),
  } satisfies Record<string, Statement>
}

function keyOf(name: string, address: string): string {
  return `lock of ${name} ${address}`
}

function lockOf(row: Row): Lock {
  return lockIn([row.text(0), row.text(1), row.integer(2), row.integer(3)])
}

function lockIn([name, address, since, until]: readonly Value[]): Lock {
  return {
    name: String(name),
    address: address === ANYWHERE ? undefined : String(address),
    since: Number(since),
    until: Number(until),
  }
}
