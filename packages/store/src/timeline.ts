import type { PublicMessage } from '@parley/contract'
import type { Timeline } from '@parley/engine'
import type { Database, Row, Statement } from './database.ts'
import { Numbering } from './numbering.ts'
import type { Transaction } from './transaction.ts'

const CELLS = 'seq, id, time, sender, CAST(text AS BLOB), edited'

/** The numbered public messages; all are kept. */
export class StoredTimeline implements Timeline {
  readonly #transaction: Transaction
  readonly #numbering: Numbering
  readonly #statements: ReturnType<typeof prepare>
  readonly #takeBack: () => void

  constructor(database: Database, transaction: Transaction) {
    this.#transaction = transaction
    const numbering = numberingOf(database)
    this.#numbering = numbering
    this.#statements = prepare(database)
    this.#takeBack = () => numbering.takeBack()
  }

  append({ id, time, from, text }: Omit<PublicMessage, 'number' | 'kind'>): number {
    const { append } = this.#statements
    const place = this.#numbering.last + 1
    const number = this.#numbering.size + 1
    const written = this.#transaction.write(this.#takeBack, append, place, id, time, from, text)
    if (written !== undefined) this.#numbering.add()
    return number
  }

  last(count: number): readonly PublicMessage[] {
    const most = Math.max(0, Math.min(count, this.#numbering.size))
    return this.#messages(this.#statements.last.rows(most).reverse())
  }

  since(time: number, most: number) {
    const total = this.#statements.countSince.row(time)?.integer(0) ?? 0
    const few = Math.max(0, Math.min(most, total))
    return { messages: this.#messages(this.#statements.since.rows(time, few)), total }
  }

  find(number: number): PublicMessage | undefined {
    const place = this.#numbering.placeOf(number)
    const row = place === undefined ? undefined : this.#statements.find.row(place)
    return row === undefined ? undefined : this.#message(row)
  }

  edit(number: number, text: string, time: number): void {
    const place = this.#numbering.placeOf(number)
    if (place === undefined) return
    this.#transaction.write(undefined, this.#statements.edit, text, time, place)
  }

  remove(number: number): void {
    const place = this.#numbering.placeOf(number)
    if (place === undefined) return
    const undo = () => this.#numbering.restore(place)
    this.#transaction.write(undefined, this.#statements.remove, place)
    const written = this.#transaction.write(undo, this.#statements.markRemoved, place)
    if (written !== undefined) this.#numbering.remove(place)
  }

  #messages(rows: readonly Row[]): PublicMessage[] {
    return rows.map((row) => this.#message(row))
  }

  #message(row: Row): PublicMessage {
    const message: PublicMessage = {
      kind: 'public',
      id: row.integer(1),
      time: row.integer(2),
      number: this.#numbering.numberOf(row.integer(0)),
      from: row.text(3),
      text: row.longText(4),
    }
    return row.integer(5) === 1 ? { ...message, edited: true } : message
  }
}

function prepare(database: Database) {
  return {
    append: database.query(
      'INSERT INTO messages (seq, id, time, sender, text) VALUES (?, ?, ?, ?, ?)',
    ),
    last: database.select(`SELECT ${CELLS} FROM messages ORDER BY seq DESC LIMIT ?`),
    countSince: database.select('SELECT count(*) FROM messages WHERE time >= ?'),
    since: database.select(
      `SELECT ${CELLS} FROM messages INDEXED BY messages_by_time
       WHERE time >= ? ORDER BY time, seq LIMIT ?`,
    ),
    find: database.select(`SELECT ${CELLS} FROM messages WHERE seq = ?`),
    edit: database.query('UPDATE messages SET text = ?, time = ?, edited = 1 WHERE seq = ?'),
    remove: database.query('DELETE FROM messages WHERE seq = ?'),
    markRemoved: database.query('INSERT INTO removed (seq) VALUES (?)'),
  } satisfies Record<string, Statement>
}

function numberingOf(database: Database): Numbering {
  const removed = database.select('SELECT seq FROM removed ORDER BY seq').rows()
  const newest = database.select('SELECT seq FROM messages ORDER BY seq DESC LIMIT 1').row()
  const places = removed.map((row) => row.integer(0))
  return new Numbering(Math.max(newest?.integer(0) ?? 0, places.at(-1) ?? 0), places)
}
