import { type NameKeys, nameKeys } from '@parley/contract'
import type { Account, Accounts, KeptAccount, Locks, Mailbox } from '@parley/engine'
import type { StoredBlocks } from './blocks.ts'
import type { Database, Row, Statement } from './database.ts'
import type { Transaction } from './transaction.ts'

const CELLS = 'name, hash, since, number, moderator'

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
  readonly #most: number
  readonly #statements: ReturnType<typeof prepare>
  #version: number

  /** `most`: accounts up to which a login may make one. */
  constructor(
    database: Database,
    transaction: Transaction,
    belongings: AccountBelongings,
    most: number,
  ) {
    this.#most = most
    this.#transaction = transaction
    this.#belongings = belongings
    this.#statements = prepare(database)
    this.#version = this.#dataVersion()
  }

  has(name: string): boolean {
    this.#belongings.blocks.refresh()
    return this.#statements.isThere.row(name) !== undefined
  }

  find(name: string): KeptAccount | undefined {
    this.#belongings.blocks.refresh()
    const row = this.#statements.find.row(name)
    return row === undefined ? undefined : accountOf(row)
  }

  alike({ folded, shape }: NameKeys): Iterable<string> {
    return this.#statements.alike.rows(folded, shape).map((row) => row.text(0))
  }

  conflicts(): Iterable<readonly string[]> {
    return this.#statements.conflicts.rows().map((row) => row.text(0).split(' '))
  }

  put({ name, hash, since }: Account): boolean {
    const { folded, shape } = nameKeys(name)
    return this.#transaction.write(undefined, [
      this.#statements.put,
      name,
      hash,
      since,
      folded,
      shape,
    ])
  }

  isFull(): boolean {
    return (this.#statements.count.row()?.integer(0) ?? 0) >= this.#most
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

  setModerator(name: string, isOne: boolean): boolean {
    if (!this.has(name)) return false
    const { setModerator } = this.#statements
    return this.#transaction.write(undefined, [setModerator, isOne ? 1 : 0, name])
  }

  all(): Iterable<KeptAccount> {
    return this.#statements.all.rows().map(accountOf)
  }

  moderators(): Iterable<string> {
    return this.#statements.moderators.rows().map((row) => row.text(0))
  }

  changedElsewhere(): boolean {
    const version = this.#dataVersion()
    if (version === this.#version) return false
    this.#version = version
    return true
  }

  #dataVersion(): number {
    return this.#statements.version.row()?.integer(0) ?? 0
  }
}

function prepare(database: Database) {
  return {
    isThere: database.select('SELECT 1 FROM accounts WHERE name = ?'),
    find: database.select(`SELECT ${CELLS} FROM accounts WHERE name = ?`),
    alike: database.select('SELECT name FROM accounts WHERE folded = ? OR shape = ?'),
    conflicts: database.select(
      `SELECT group_concat(name, ' ' ORDER BY name) FROM accounts GROUP BY folded HAVING count(*) > 1
       UNION
       SELECT group_concat(name, ' ' ORDER BY name) FROM accounts GROUP BY shape HAVING count(*) > 1
       ORDER BY 1`,
    ),
    put: database.query(
      `INSERT INTO accounts (name, hash, since, folded, shape) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET hash = excluded.hash`,
    ),
    setModerator: database.query('UPDATE accounts SET moderator = ? WHERE name = ?'),
    moderators: database.select('SELECT name FROM accounts WHERE moderator = 1'),
    count: database.select('SELECT count(*) FROM accounts'),
    remove: database.query('DELETE FROM accounts WHERE name = ?'),
    all: database.select(`SELECT ${CELLS} FROM accounts ORDER BY name`),
    version: database.select('PRAGMA data_version'),
  } satisfies Record<string, Statement>
}

function accountOf(row: Row): KeptAccount {
  return {
    name: row.text(0),
    hash: row.text(1),
    since: row.integer(2),
    number: row.integer(3),
    moderator: row.integer(4) === 1,
  }
}
