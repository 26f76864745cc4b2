import type { Account, Accounts, Locks, Mailbox } from '@parley/engine'
import type { StoredBlocks } from './blocks.ts'
import type { Database, Row, Statement } from './database.ts'
import type { Transaction } from './transaction.ts'

/** What goes with an account when it is removed. */
interface AccountBelongings {
  readonly blocks: StoredBlocks
  readonly mailbox: Mailbox
  readonly locks: Locks
}

/** Names with passwords; read from the table each time. */
export class StoredAccounts implements Accounts {
  readonly #transaction: Transaction
  readonly #belongings: AccountBelongings
  readonly #statements: ReturnType<typeof prepare>

  constructor(database: Database, transaction: Transaction, belongings: AccountBelongings) {
    this.#transaction = transaction
    this.#belongings = belongings
    this.#statements = prepare(database)
  }

  has(name: string): boolean {
    this.#belongings.blocks.refresh()
    return this.#statements.isThere.row(name) !== undefined
  }

  find(name: string): Account | undefined {
    this.#belongings.blocks.refresh()
    const row = this.#statements.find.row(name)
    return row === undefined ? undefined : accountOf(row)
  }

  put({ name, hash, since }: Account): boolean {
    return this.#transaction.write(undefined, [this.#statements.put, name, hash, since])
  }

  remove(name: string): boolean {
    if (!this.has(name)) return false
    const { blocks, mailbox, locks } = this.#belongings
    if (!this.#transaction.write(undefined, [this.#statements.remove, name])) return false
    mailbox.drop(name, Number.MAX_SAFE_INTEGER)
    blocks.clear(name)
    locks.remove(name)
    return true
  }

  all(): Iterable<Account> {
    return this.#statements.all.rows().map(accountOf)
  }
}

function prepare(database: Database) {
  return {
    isThere: database.select('SELECT 1 FROM accounts WHERE name = ?'),
    find: database.select('SELECT name, hash, since FROM accounts WHERE name = ?'),
    put: database.query('INSERT OR REPLACE INTO accounts (name, hash, since) VALUES (?, ?, ?)'),
    remove: database.query('DELETE FROM accounts WHERE name = ?'),
    all: database.select('SELECT name, hash, since FROM accounts ORDER BY name'),
  } satisfies Record<string, Statement>
}

function accountOf(row: Row): Account {
  return { name: row.text(0), hash: row.text(1), since: row.integer(2) }
}
