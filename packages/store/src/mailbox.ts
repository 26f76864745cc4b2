import { Buffer } from 'node:buffer'
import type { DirectMessage } from '@parley/contract'
import { hasRoom, type KeptMail, type Mailbox, TextBudget } from '@parley/engine'
import type { Database, Row, Statement } from './database.ts'
import { formIn } from './forms.ts'
import type { Transaction } from './transaction.ts'

/** Messages of one query. */
const READ_AT_ONCE = 32

const CELLS = 'id, time, sender, recipient, CAST(text AS BLOB), private, form'

/** Direct messages kept for accounts that are offline. */
export class StoredMailbox implements Mailbox {
  readonly #transaction: Transaction
  readonly #statements: ReturnType<typeof prepare>

  constructor(database: Database, transaction: Transaction) {
    this.#transaction = transaction
    this.#statements = prepare(database)
  }

  put(message: DirectMessage, present: boolean): boolean {
    const { id, time, from, to, text, private: aside, form = '' } = message
    const { isAccount, put } = this.#statements
    const stranger = isAccount.row(from) === undefined
    const incoming = { bytes: Buffer.byteLength(text), present, stranger }
    if (!hasRoom(this.#kept(to, from), incoming)) return false
    const isPrivate = aside === true ? 1 : 0
    return this.#transaction.write(undefined, [put, id, time, from, to, text, isPrivate, form])
  }

  waiting(name: string, after: number): readonly DirectMessage[] {
    const messages: DirectMessage[] = []
    const budget = new TextBudget()
    let last = Math.max(after, this.#dropped(name))
    for (;;) {
      const rows = this.#statements.waiting.rows(name, last, READ_AT_ONCE)
      for (const message of rows.map(messageOf)) {
        if (!budget.take(message.text) && messages.length > 0) return messages
        messages.push(message)
        last = message.id
      }
      if (rows.length < READ_AT_ONCE) return messages
    }
  }

  drop(name: string, upTo: number): void {
    const oldest = this.#statements.oldest.row(name)
    if (oldest === undefined || oldest.integer(0) > upTo) return
    this.#transaction.writeEventually(droppingOf(name), this.#statements.drop, name, upTo)
  }

  /** Messages up to this id are dropped, though they may be in the table still. */
  #dropped(name: string): number {
    return Number(this.#transaction.pendingValues(droppingOf(name))?.[1] ?? 0)
  }

  #kept(to: string, from: string): KeptMail {
    const row = this.#statements.kept.row(from, to, this.#dropped(to))
    const volume = (at: number) => {
      return { messages: row?.integer(at) ?? 0, bytes: row?.integer(at + 1) ?? 0 }
    }
    return { all: volume(0), ofSender: volume(2), ofStrangers: volume(4) }
  }
}

function droppingOf(name: string): string {
  return `mail for ${name}`
}

function prepare(database: Database) {
  return {
    isAccount: database.select('SELECT 1 FROM accounts WHERE name = ?'),
    kept: database.select(
      `SELECT count(*), coalesce(sum(bytes), 0),
         count(*) FILTER (WHERE own), coalesce(sum(bytes) FILTER (WHERE own), 0),
         count(*) FILTER (WHERE strange), coalesce(sum(bytes) FILTER (WHERE strange), 0)
       FROM (
         SELECT octet_length(text) AS bytes, sender = ? AS own,
           NOT EXISTS (SELECT 1 FROM accounts WHERE name = sender) AS strange
         FROM mailbox WHERE recipient = ? AND id > ?
       )`,
    ),
    put: database.query(
      `INSERT INTO mailbox (id, time, sender, recipient, text, private, form)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    waiting: database.select(
      `SELECT ${CELLS} FROM mailbox WHERE recipient = ? AND id > ? ORDER BY id, seq LIMIT ?`,
    ),
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
  const form = formIn(row, 6)
  const said = form === undefined ? message : { ...message, form }
  return row.integer(5) === 1 ? { ...said, private: true } : said
}
