import type { DirectMessage } from '@parley/contract'
import type { Mailbox } from '@parley/engine'
import type { Database, Row, Statement } from './database.ts'
import type { Transaction } from './transaction.ts'

/** Messages that wait for one name; one more is refused. */
export const MOST_WAITING = 1_000

/**
 * Bytes of text waiting for one name, past which no more is taken. All of it is handed over in one
 * turn, so that more could be too much for its receiver at once, and would be lost.
 */
export const MOST_TEXT = 1024 * 1024

const CELLS = 'id, time, sender, recipient, CAST(text AS BLOB), private'

/** Direct messages kept for accounts that are offline. */
export class StoredMailbox implements Mailbox {
  readonly #transaction: Transaction
  readonly #statements: ReturnType<typeof prepare>

  constructor(database: Database, transaction: Transaction) {
    this.#transaction = transaction
    this.#statements = prepare(database)
  }

  put({ id, time, from, to, text, private: aside }: DirectMessage): boolean {
    const { count, put } = this.#statements
    const kept = count.row(to)
    if ((kept?.integer(0) ?? 0) >= MOST_WAITING || (kept?.integer(1) ?? 0) >= MOST_TEXT)
      return false
    const isPrivate = aside === true ? 1 : 0
    const values = [id, time, from, to, text, isPrivate] as const
    return this.#transaction.write(undefined, put, ...values) !== undefined
  }

  waiting(name: string): readonly DirectMessage[] {
    return this.#statements.waiting.rows(name).map(messageOf)
  }

  drop(name: string, upTo: number): void {
    const oldest = this.#statements.oldest.row(name)
    if (oldest === undefined || oldest.integer(0) > upTo) return
    this.#transaction.write(undefined, this.#statements.drop, name, upTo)
  }
}

function prepare(database: Database) {
  return {
    count: database.select(
      `SELECT count(*), coalesce(sum(length(CAST(text AS BLOB))), 0) FROM mailbox
       WHERE recipient = ?`,
    ),
    put: database.query(
      'INSERT INTO mailbox (id, time, sender, recipient, text, private) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    waiting: database.select(`SELECT ${CELLS} FROM mailbox WHERE recipient = ? ORDER BY id, seq`),
    oldest: database.select('SELECT id FROM mailbox WHERE recipient = ? ORDER BY id LIMIT 1'),
    drop: database.query('DELETE FROM mailbox WHERE recipient = ? AND id <= ?'),
  } satisfies Record<string, Statement>
}

function messageOf(row: Row): DirectMessage {
  const message: DirectMessage = {
    kind: 'direct',
    id: row.integer(0),
    time: row.integer(1),
    from: row.text(2),
    to: row.text(3),
    text: row.longText(4),
  }
  return row.integer(5) === 1 ? { ...message, private: true } : message
}
